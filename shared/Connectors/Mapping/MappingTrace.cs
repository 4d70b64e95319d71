using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// What became of every value of a payload, and why: a reading that is handed one tells it. Holds the payload's own
/// values, so it is shown to the person who brought the payload and kept nowhere.
/// </summary>
public sealed class MappingTrace
{
    private readonly List<TracedItem> _items = [];
    private List<TracedValue> _values = [];

    public IReadOnlyList<TracedItem> Items => _items;

    internal void Begin(JsonElement element)
    {
        _values = [];
        _items.Add(new(element, _values));
    }

    internal void Describe(string text) => _items[^1].Head = text;

    /// <summary>The part of the item that the paths start at, where that is not the item itself.</summary>
    internal void StartAt(JsonElement fields)
    {
        if (fields.ValueKind == JsonValueKind.Object)
        {
            _items[^1].Fields = fields.Clone();
        }
    }

    /// <summary>Read for what the change is, and not for a field.</summary>
    internal void Headed(IEnumerable<MappingPath> paths, string what) =>
        _values.Add(new([.. paths.Select(p => p.Text)], ValueFate.Record, what, FieldValue.Null, FieldValue.Null, null));

    internal void Mapped(MappingSource? from, string target, in MappedValue before, in MappedValue after) =>
        Add(from, ValueFate.Field, target, before, after, null);

    internal void Identified(MappingSource? from, string type, in MappedValue value) =>
        Add(from, ValueFate.Identifier, type, value, value, null);

    /// <param name="about">Where the rest of the statement stands: its purpose, channel, basis, evidence.</param>
    internal void Consented(MappingSource from, IEnumerable<MappingPath> about, string target, ConsentState state)
    {
        Add(from, ValueFate.Consent, target, MappedValue.Absent, MappedValue.Of(state.ToString().ToLowerInvariant()), null);
        string[] rest = [.. about.Select(p => p.Text).Except(from.Paths.Select(p => p.Text))];
        if (rest.Length > 0)
        {
            _values.Add(new(rest, ValueFate.Consent, target, FieldValue.Null, FieldValue.Null, "what it is for and rests on"));
        }
    }

    internal void Ignored(MappingSource? from, string why) => Add(from, ValueFate.Ignored, null, MappedValue.Absent, MappedValue.Absent, why);

    internal void Refused(MappingSource? from, string why) => Add(from, ValueFate.Refused, null, MappedValue.Absent, MappedValue.Absent, why);

    internal void Kept(string member, string target, in MappedValue value) =>
        _values.Add(new([member], ValueFate.Field, target, value.ToField(), value.ToField(), "no rule names it; the table keeps such members"));

    internal void Dropped(string member) => _values.Add(new([member], ValueFate.Dropped, null, FieldValue.Null, FieldValue.Null, "the mapping drops it"));

    private void Add(MappingSource? from, ValueFate fate, string? target, in MappedValue before, in MappedValue after, string? why) =>
        _values.Add(new([.. from?.Paths.Select(p => p.Text) ?? []], fate, target, before.ToField(), after.ToField(), why));
}

/// <summary>One item of the payload.</summary>
public sealed class TracedItem(JsonElement element, IReadOnlyList<TracedValue> values)
{
    /// <summary>What paths start at.</summary>
    public JsonElement Fields { get; internal set; } = element;

    /// <summary>What the rules did, in the order in which they did it. A rule whose paths lead nowhere did nothing.</summary>
    public IReadOnlyList<TracedValue> Values { get; } = values;

    /// <summary>What the item as a whole became: <c>upsert contact</c>.</summary>
    public string Head { get; internal set; } = "";

    /// <summary>The values that no rule looked at, by path.</summary>
    public IReadOnlyList<(string Path, FieldValue Value)> Unread()
    {
        var read = Values.SelectMany(v => v.Paths).Select(TracedPath.Plain).ToHashSet(StringComparer.Ordinal);
        return [.. TracedPath.Leaves(Fields).Where(leaf => !TracedPath.IsUnder(leaf.Path, read))];
    }
}

/// <param name="Paths">Where the value was looked for; empty for a constant.</param>
/// <param name="Target">The field, identifier type, or purpose and channel.</param>
/// <param name="Why">Null where the rule itself says it all.</param>
public sealed record TracedValue(IReadOnlyList<string> Paths, ValueFate Fate, string? Target, FieldValue Before, FieldValue After, string? Why);

public enum ValueFate
{
    /// <summary>Says what the change is: the record's id, its time, its kind.</summary>
    Record,

    /// <summary>A canonical field's value.</summary>
    Field,

    /// <summary>Leads to the person.</summary>
    Identifier,

    /// <summary>A statement of consent.</summary>
    Consent,

    /// <summary>Read, and says nothing: absent, blank, or no statement.</summary>
    Ignored,

    /// <summary>Never taken: a token, or a field that the mapping drops.</summary>
    Dropped,

    /// <summary>Read, and wrong: it failed a check.</summary>
    Refused,
}
