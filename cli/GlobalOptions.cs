using System.CommandLine;

namespace ServerlessCdi.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document on standard output, and nothing else there.",
        Recursive = true,
    };

    private readonly Option<string?> _url = new("--url")
    {
        Description = "Where the app answers. Default: CDI_URL, or http://127.0.0.1:7071.",
        Recursive = true,
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The app's function key. Default: CDI_KEY, or 'default' in host-keys.json of the data folder.",
        Recursive = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The app's data folder. Default: CDI_DATA, or .data.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Options.Add(_json);
        root.Options.Add(_url);
        root.Options.Add(_key);
        root.Options.Add(_data);
    }

    public CliContext Read(ParseResult parsed, CliHost host)
    {
        var url = parsed.GetValue(_url) ?? host.Environment("CDI_URL") ?? "http://127.0.0.1:7071";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CliFailure($"'{url}' is not an http or https address.", ExitCodes.Usage);
        }

        var data = parsed.GetValue(_data) ?? host.Environment("CDI_DATA") ?? ".data";
        return new CliContext(host, parsed.GetValue(_json))
        {
            BaseUrl = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            DataFolder = Path.GetFullPath(data, host.Directory),
            GivenKey = parsed.GetValue(_key) ?? host.Environment("CDI_KEY"),
        };
    }
}
