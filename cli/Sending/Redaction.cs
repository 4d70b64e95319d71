using System.Text;

namespace ServerlessCdi.Cli.Sending;

/// <summary>Keeps a signing secret out of what a dry run shows, in the forms in which conventions put it into a request.</summary>
internal static class Redaction
{
    public const string Mark = "[secret]";

    public static string Header(string name, string value, string secret) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? Mark : Text(value, secret);

    public static string Text(string text, string secret)
    {
        foreach (var form in (string[])[secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))])
        {
            if (form.Length > 0)
            {
                text = text.Replace(form, Mark, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
