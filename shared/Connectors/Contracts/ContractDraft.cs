using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>A contract as the records that were seen would have it: a draft for someone to correct. Holds no values.</summary>
public sealed class ContractDraft
{
    /// <summary>An object with more members is taken for a table of its own, and not looked into.</summary>
    private const int MaxMembers = 200;

    private readonly Dictionary<string, Seen> _fields = new(StringComparer.Ordinal);
    private int _records;

    public void Add(JsonElement record)
    {
        _records++;
        AddMembers("", record, isSure: true);
    }

    /// <summary>The <c>fields</c> of the object. What every one of several records has is required.</summary>
    public JsonObject ToFields()
    {
        var fields = new JsonObject();
        foreach (var (path, seen) in _fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (seen.Type is ContractType.Object && _fields.Keys.Any(k => k.Length > path.Length && k.StartsWith(path, StringComparison.Ordinal) && k[path.Length] is '.' or '['))
            {
                continue;
            }

            var field = new JsonObject { ["type"] = seen.Type ?? ContractType.Any };
            if (seen.Format is { } format)
            {
                field["format"] = format;
            }

            if (seen.IsSure && _records > 1 && seen.Count == _records)
            {
                field["required"] = true;
            }

            fields[path] = field;
        }

        return fields;
    }

    private void AddMembers(string path, JsonElement value, bool isSure)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > MaxMembers)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var child = ContractPath.Child(path, member.Name);
            if (!child.EndsWith('…') && ContractPath.TryParse(child, out _))
            {
                Add(child, member.Value, isSure);
            }
        }
    }

    private void Add(string path, JsonElement value, bool isSure)
    {
        if (!_fields.TryGetValue(path, out var seen))
        {
            _fields[path] = seen = new() { IsSure = isSure };
        }

        seen.Add(value);
        AddMembers(path, value, isSure);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                Add(path + ContractPath.Element, element, isSure: false);
            }
        }
    }

    private sealed class Seen
    {
        private static readonly (string Name, ContractFormat Format)[] Formats = [.. ((string[])["email", "uuid", "date", "url"]).Select(n => (n, ContractFormat.Of(n)))];

        private HashSet<string>? _formats;
        private bool _isTime = true;
        private string? _type;
        private bool _hasText;

        public required bool IsSure { get; init; }

        public int Count { get; private set; }

        /// <summary>Null while nothing but null was seen; any where it was several.</summary>
        public string? Type => _type == ContractType.Text && _hasText && _isTime && Format is null ? ContractType.Time : _type;

        public string? Format => _type == ContractType.Text && _hasText ? _formats?.FirstOrDefault() : null;

        public void Add(JsonElement value)
        {
            Count++;
            var type = value.ValueKind == JsonValueKind.Null ? null : ContractType.Fits(ContractType.Integer, value) ? ContractType.Integer : ContractType.Of(value);
            _type = (_type, type) switch
            {
                (null, _) => type,
                (_, null) => _type,
                (ContractType.Integer, ContractType.Number) or (ContractType.Number, ContractType.Integer) => ContractType.Number,
                var (known, now) => known == now ? known : ContractType.Any,
            };
            if (type == ContractType.Text && !value.ValueEquals(""u8))
            {
                var fitting = Formats.Where(f => f.Format.Fits(value)).Select(f => f.Name);
                _formats = _hasText ? [.. _formats!.Intersect(fitting)] : [.. fitting];
                _isTime &= value.TryGetDateTimeOffset(out _);
                _hasText = true;
            }
        }
    }
}
