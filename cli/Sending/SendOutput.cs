using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli.Sending;

/// <summary>What <c>cdi send</c> prints.</summary>
internal sealed class SendOutput(CliContext context, SourceSettings source, string sample)
{
    /// <summary>The request as it would go out, its secret blotted out.</summary>
    public int Show(SignedRequest request, string secret)
    {
        var url = Redaction.Text(request.Url.AbsoluteUri, secret);
        var body = Redaction.Text(Encoding.UTF8.GetString(request.Body), secret);
        var headers = request.Headers.Append(new("Content-Type", request.ContentType)).DistinctBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
            .Select(h => (h.Key, Value: Redaction.Header(h.Key, h.Value, secret))).ToList();
        if (context.Json)
        {
            var json = new JsonObject
            {
                ["source"] = source.Key,
                ["method"] = "POST",
                ["url"] = url,
                ["headers"] = new JsonObject(headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
                ["body"] = body,
            };
            context.WriteJson(json.ToIndentedJson());
            return ExitCodes.Done;
        }

        context.Host.Out.WriteLine($"POST {url}");
        foreach (var (name, value) in headers)
        {
            context.Host.Out.WriteLine($"{name}: {TerminalText.Plain(value)}");
        }

        context.Host.Out.WriteLine();
        context.Host.Out.WriteLine(TerminalText.Plain(body.ReplaceLineEndings("\n")));
        return ExitCodes.Done;
    }

    public int Report(SignedRequest request, HttpResponseMessage response, string answer, TimeSpan took)
    {
        var milliseconds = Math.Round(took.TotalMilliseconds, 1);
        if (context.Json)
        {
            var json = new JsonObject
            {
                ["source"] = source.Key,
                ["sample"] = sample,
                // Some vendors' secrets stand in the query.
                ["url"] = request.Url.GetLeftPart(UriPartial.Path),
                ["status"] = (int)response.StatusCode,
                ["milliseconds"] = milliseconds,
                ["answer"] = answer,
            };
            context.WriteJson(json.ToIndentedJson());
        }
        else if (response.IsSuccessStatusCode)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"Sent {sample} to {source.Key}: {(int)response.StatusCode} in {milliseconds} ms.");
            context.Host.Out.WriteLine(TerminalText.Plain(line));
        }

        return response.IsSuccessStatusCode ? ExitCodes.Done : throw new CliFailure(Refusal(request, response.StatusCode, answer));
    }

    private string Refusal(SignedRequest request, HttpStatusCode status, string answer) => status switch
    {
        HttpStatusCode.Unauthorized =>
            $"{source.Key} refused the signature (401). The app must use the secret that signed ({string.Join(", ", source.Secrets)}): is --data "
            + "its data folder, and did it start with this configuration? A new secret is seen once the app's copy of the vault is refreshed.",
        HttpStatusCode.NotFound =>
            $"The app has nothing at {request.Url.AbsolutePath} (404): did it start with this configuration?",
        _ => $"The app answered {(int)status}. {answer}".TrimEnd(),
    };
}
