using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>One item of a payload, and the payload that it stands in.</summary>
/// <param name="Slots">The item's members as <see cref="MemberSlots"/> found them, where it did.</param>
/// <param name="Others">The item's members that no path begins at, where they are wanted.</param>
/// <param name="Trace">Told what becomes of each value, where somebody asks.</param>
internal readonly record struct MappingItem(
    JsonElement Payload, JsonElement Element, JsonElement[]? Slots = null, List<JsonProperty>? Others = null, MappingTrace? Trace = null);
