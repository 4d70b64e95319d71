using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary>Asks the app and shows what it answers, as JSON where that is wanted.</summary>
internal sealed class IdentityApi(GlobalOptions global, CliHost host)
{
    public async Task<int> AskAsync(
        ParseResult parsed, Func<ApiClient, CancellationToken, Task<JsonNode>> ask, Action<CliContext, JsonNode> write, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var answer = await ask(api, cancellationToken);
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
        }
        else
        {
            write(context, answer);
        }

        return ExitCodes.Done;
    }
}
