using System.Text.Json;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>A sample delivery as it was published or recorded: <c>Fixtures/*.http.json</c>.</summary>
public sealed record Fixture
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Where the sample, or the form that it follows, is documented.</summary>
    public required string Origin { get; init; }

    /// <summary>As the vendor sent them, where the sample is signed; the sample is signed by the test where <see cref="Secret"/> is not given.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body.</summary>
    public required string Body { get; init; }

    public string Method { get; init; } = "POST";

    public Uri Url { get; init; } = new("https://cdi.example.com/hooks/under-test");

    /// <summary>The published secret that verifies the sample.</summary>
    public string? Secret { get; init; }

    /// <summary>When the sample arrived.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The source's options.</summary>
    public JsonElement? Options { get; init; }

    public static Fixture Load(string file) =>
        JsonSerializer.Deserialize<Fixture>(File.ReadAllText(file), Web) ?? throw new InvalidOperationException($"{file} is empty.");
}
