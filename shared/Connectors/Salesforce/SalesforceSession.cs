namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>Takes the session token out of a message that could not be read, before it waits anywhere.</summary>
internal static class SalesforceSession
{
    /// <summary>A session id is the organization's id, an exclamation mark, and the token.</summary>
    private const byte Mark = (byte)'!';

    private static ReadOnlySpan<byte> Name => "SessionId"u8;

    /// <summary>The bytes without what stands between the tags of that name, and without whatever looks like such a token elsewhere.</summary>
    public static ReadOnlyMemory<byte> Scrub(ReadOnlySpan<byte> body)
    {
        var kept = new List<byte>(body.Length);
        while (body.IndexOf(Name) is >= 0 and var at)
        {
            var end = body[at..].IndexOf((byte)'>');
            if (end < 0)
            {
                // The tag is torn: nobody knows where the token would end.
                kept.AddRange(body[..(at + Name.Length)]);
                body = [];
                break;
            }

            var isEmpty = body[at + end - 1] == (byte)'/';
            kept.AddRange(body[..(at + end + 1)]);
            body = body[(at + end + 1)..];
            if (!isEmpty)
            {
                body = AfterClosing(body);
            }
        }

        kept.AddRange(body);
        return WithoutTokens(kept);
    }

    /// <summary>What stands behind the tag that closes the element; nothing where none does.</summary>
    private static ReadOnlySpan<byte> AfterClosing(ReadOnlySpan<byte> body)
    {
        var closing = body.IndexOf(Name);
        var end = closing < 0 ? -1 : body[closing..].IndexOf((byte)'>');
        return end < 0 ? [] : body[(closing + end + 1)..];
    }

    private static byte[] WithoutTokens(List<byte> bytes)
    {
        var kept = new List<byte>(bytes.Count);
        var at = 0;
        while (at < bytes.Count)
        {
            kept.Add(bytes[at]);
            if (bytes[at++] != Mark)
            {
                continue;
            }

            while (at < bytes.Count && (char.IsAsciiLetterOrDigit((char)bytes[at]) || bytes[at] is (byte)'.' or (byte)'_'))
            {
                at++;
            }
        }

        return [.. kept];
    }
}
