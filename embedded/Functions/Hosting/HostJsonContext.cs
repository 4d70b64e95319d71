using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Embedded.Functions.Http;
using ServerlessCdi.Embedded.Functions.Timers;

namespace ServerlessCdi.Embedded.Functions.Hosting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(HostKeysFile))]
[JsonSerializable(typeof(HostStatus))]
[JsonSerializable(typeof(Dictionary<string, TimerState>))]
internal sealed partial class HostJsonContext : JsonSerializerContext;
