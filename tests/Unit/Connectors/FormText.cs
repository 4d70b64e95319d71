using System.Text;
using System.Web;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>For signatures over a form's decoded fields: an escape that is written in another way changes the bytes and not the message.</summary>
internal static class FormText
{
    public static bool IsSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Fields(left).SequenceEqual(Fields(right));

    private static IEnumerable<string> Fields(ReadOnlySpan<byte> form) =>
        Encoding.UTF8.GetString(form).Split('&').Select(HttpUtility.UrlDecode).Order(StringComparer.Ordinal)!; // no text is null
}
