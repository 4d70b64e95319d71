using System.Text.Json.Serialization;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Storage.Drift;
using ServerlessCdi.Storage.Profiles;
using ServerlessCdi.Storage.Quarantine;

namespace ServerlessCdi.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SentContent))]
[JsonSerializable(typeof(QuarantineReason))]
[JsonSerializable(typeof(QuarantineEnvelope))]
[JsonSerializable(typeof(DriftSample))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(IReadOnlyList<QuarantinedRows>))]
internal sealed partial class StorageJson : JsonSerializerContext;
