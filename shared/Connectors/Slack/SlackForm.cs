using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>Buttons, commands and checks of the certificate come as forms. None of them says anything of a customer: each is acknowledged by its name.</summary>
internal static class SlackForm
{
    /// <summary>The name, or null where the body is no form of Slack's.</summary>
    public static string? NameOf(WebhookRequest request)
    {
        if (FormBody.Read(request.Body.Span) is not { } fields)
        {
            return null;
        }

        string? Field(string name) => fields.Where(f => f.Key == name).Select(f => f.Value).FirstOrDefault();
        return Field("ssl_check") is not null ? "ssl_check"
            : Field("payload") is { } payload ? TypeOf(payload)
            : Field("command") is not null ? "command"
            : null;
    }

    private static string? TypeOf(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(payload));
            return document.RootElement.Text("type"u8) is { Length: > 0 } type ? type : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
