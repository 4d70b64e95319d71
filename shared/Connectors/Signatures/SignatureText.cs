using System.Buffers;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>Reads the text forms of signatures. Text that is not of the form is null, never an exception.</summary>
internal static class SignatureText
{
    /// <summary>Longer than any signature here; a longer header is not worth decoding.</summary>
    private const int MaxLength = 1024;

    /// <summary>Standard base64 with its padding and nothing around it.</summary>
    public static byte[]? Base64(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength || text.ContainsAny(' ', '\t', '\r') || text.Contains('\n'))
        {
            return null;
        }

        var buffer = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64Chars(text, buffer, out var written) ? buffer[..written] : null;
    }

    /// <summary>Base64 of the URL's alphabet (RFC 4648, 5), with its padding or without.</summary>
    public static byte[]? Base64Url(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength || text.ContainsAny(" \t\r\n%") || !System.Buffers.Text.Base64Url.IsValid(text))
        {
            return null;
        }

        return System.Buffers.Text.Base64Url.DecodeFromChars(text);
    }

    /// <summary>Hexadecimal in either case.</summary>
    public static byte[]? Hex(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength || text.Length % 2 != 0)
        {
            return null;
        }

        var buffer = new byte[text.Length / 2];
        return Convert.FromHexString(text, buffer, out _, out var written) == OperationStatus.Done ? buffer[..written] : null;
    }
}
