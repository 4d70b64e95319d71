using System.Text.Json.Serialization;
using ServerlessCdi.Storage.Profiles;
using ServerlessCdi.Storage.Quarantine;

namespace ServerlessCdi.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SentContent))]
[JsonSerializable(typeof(QuarantineReason))]
internal sealed partial class StorageJson : JsonSerializerContext;
