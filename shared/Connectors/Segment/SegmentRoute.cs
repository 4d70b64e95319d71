using System.Text.Json;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>What the last part of the URL says that the body is.</summary>
internal static class SegmentRoute
{
    public const string Batch = "batch";
    public const string Identify = "identify";
    public const string Track = "track";
    public const string Page = "page";
    public const string Screen = "screen";
    public const string Group = "group";
    public const string Alias = "alias";

    private static readonly string[] Calls = [Identify, Track, Page, Screen, Group, Alias];

    /// <summary>The path that an element of a batch has as a call of its own; null where it names no type of call.</summary>
    public static string? PathOf(JsonElement element) =>
        element.Text("type") is { } type && Calls.Contains(type) ? $"/v1/{type}" : null;

    /// <summary>
    /// The type of call, or <see cref="Batch"/>, whose body names types itself. Browser and mobile libraries call by the
    /// first letter (<c>/v1/t</c>, <c>/v1/b</c>), and <c>/v1/import</c> is an older name of batch.
    /// </summary>
    public static string Of(Uri url)
    {
        var path = url.IsAbsoluteUri ? url.AbsolutePath : url.OriginalString;
        var last = path.AsSpan().TrimEnd('/');
        return last[(last.LastIndexOf('/') + 1)..] switch
        {
            Identify or "i" => Identify,
            Track or "t" => Track,
            Page or "p" => Page,
            Screen or "s" => Screen,
            Group or "g" => Group,
            Alias or "a" => Alias,
            _ => Batch,
        };
    }
}
