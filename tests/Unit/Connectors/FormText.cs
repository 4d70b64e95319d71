using System.Text;
using System.Web;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>
/// For signatures over a form's decoded fields, joined without anything between names and values: an escape that is written in
/// another way changes the bytes and not the message.
/// </summary>
internal static class FormText
{
    public static bool IsSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Message(left) == Message(right);

    private static string Message(ReadOnlySpan<byte> form)
    {
        var fields = Encoding.UTF8.GetString(form).Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (HttpUtility.UrlDecode(pair[0]), HttpUtility.UrlDecode(pair[^1])));
        return string.Concat(fields.Order().Distinct().Select(field => field.Item1 + field.Item2));
    }
}
