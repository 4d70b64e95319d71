using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Intake;

internal static class Quarantined
{
    private const string ContentEncoding = "Content-Encoding";

    /// <summary>A part that could not be read, with what it takes to read it again.</summary>
    public static QuarantineItem Of(string source, WebhookRequest request, IReadOnlyList<string> replayHeaders, RejectedPart part)
    {
        // A body that its reader did not unpack waits packed, and must say so when it comes back.
        var kept = part.Raw.Equals(request.Body) ? replayHeaders.Append(ContentEncoding) : replayHeaders;
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in kept)
        {
            if (request.Header(name) is { } value)
            {
                headers[name.ToLowerInvariant()] = value;
            }
        }

        var context = new QuarantineContext(part.Path ?? request.Url.AbsolutePath, headers, part.Index);
        return new(IdOf(source, context, part.Raw.Span), source, part.Reason, request.ReceivedAt, part.Raw) { Code = part.Code, Context = context };
    }

    /// <summary>A change that was understood and cannot go on.</summary>
    public static QuarantineItem Of(Change change, string code, string reason) =>
        new(Name(change.Source, SHA256.HashData(Encoding.UTF8.GetBytes(change.Id))), change.Source, reason, change.ReceivedAt, ReadOnlyMemory<byte>.Empty, change)
        {
            Code = code,
        };

    /// <summary>
    /// Names a part by everything that it is read from, so that a redelivery of it is the same item, and the same body under
    /// another event's name is not.
    /// </summary>
    private static string IdOf(string source, QuarantineContext context, ReadOnlySpan<byte> raw)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var about = new StringBuilder(context.Path).Append('\n').Append(CultureInfo.InvariantCulture, $"{context.Index}\n");
        foreach (var (name, value) in context.Headers)
        {
            about.Append(name).Append(':').Append(value).Append('\n');
        }

        hash.AppendData(Encoding.UTF8.GetBytes(about.Append('\0').ToString()));
        hash.AppendData(raw);
        return Name(source, hash.GetHashAndReset());
    }

    private static string Name(string source, ReadOnlySpan<byte> hash) => $"{source}~{Convert.ToHexStringLower(hash[..16])}";
}
