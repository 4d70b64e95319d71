using System.Text;

namespace ServerlessCdi.Cli.Sending;

/// <summary>The sample payloads that come with the tool: a folder per connector, a file per sample.</summary>
internal sealed class SamplePayloads(CliHost host)
{
    /// <summary>What samples are written in.</summary>
    private static readonly string[] Extensions = [".json", ".form", ".xml"];

    /// <summary>The names of a connector's samples, sorted; none where it has no folder.</summary>
    public IReadOnlyList<string> Names(string connector)
    {
        var folder = Path.Combine(host.Samples, connector);
        return Directory.Exists(folder)
            ? [.. Files(folder).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];
    }

    public byte[] Sample(string connector, string? name, DateTimeOffset now)
    {
        var names = Names(connector);
        if (name is null || !names.Contains(name))
        {
            var known = names.Count == 0 ? "It has none; send a payload of your own with --file." : $"It has: {string.Join(", ", names)}.";
            throw new CliFailure(
                name is null ? $"Which sample of {connector}? {known}" : $"The connector {connector} has no sample '{name}'. {known}",
                ExitCodes.Usage);
        }

        var file = Files(Path.Combine(host.Samples, connector)).First(f => Path.GetFileNameWithoutExtension(f) == name);
        var text = SampleTemplate.Fill(File.ReadAllText(file), now);
        return Encoding.UTF8.GetBytes(file.EndsWith(".form", StringComparison.Ordinal) ? text.ReplaceLineEndings("") : text);
    }

    /// <summary>A file of the user's: byte for byte, because a signature is over bytes.</summary>
    public byte[] Own(string path)
    {
        try
        {
            return File.ReadAllBytes(Path.GetFullPath(path, host.Directory));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure($"{path} cannot be read: {missing.Message}", ExitCodes.Usage);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Where(f => Extensions.Contains(Path.GetExtension(f)));
}
