using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>What the service would have answered: a status, and the version tag of what was written or read.</summary>
internal sealed class LocalResponse(int status, string? etag = null) : Response
{
    private const string ETagHeader = "ETag";

    public static LocalResponse NoContent { get; } = new(204);

    public static LocalResponse Success { get; } = new(200);

    public override int Status => status;

    public override string ReasonPhrase => status switch
    {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        404 => "Not Found",
        409 => "Conflict",
        _ => string.Empty,
    };

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = string.Empty;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => etag is null ? [] : [new HttpHeader(ETagHeader, etag)];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = string.Equals(name, ETagHeader, StringComparison.OrdinalIgnoreCase) ? etag : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
