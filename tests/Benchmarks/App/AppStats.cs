using System.Text.Json.Serialization;

namespace ServerlessCdi.Benchmarks.App;

/// <summary>What <c>/api/stats</c> says.</summary>
internal sealed record AppStats(long Accepted, long Ended, IReadOnlyDictionary<string, long> Changes, IReadOnlyDictionary<string, long> Deliveries, AppOperations Operations);

/// <summary>Calls to tables, queues and secrets since the app began.</summary>
internal sealed record AppOperations(long TableReads, long TableWrites, long QueueOperations, long SecretReads);

/// <summary>A request to <c>/api/profiles/lookup</c>.</summary>
internal sealed record PersonLookup(string Type, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AppStats))]
[JsonSerializable(typeof(PersonLookup))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
