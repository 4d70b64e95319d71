namespace ServerlessCdi.Core.Profiles;

/// <summary>Which source may write what: by source, kind of object and field. Where it says nothing a source may write.</summary>
public sealed class AuthorityTable
{
    /// <summary>In place of a field: all fields of the object that are not named.</summary>
    public const string EveryField = "*";

    private readonly Dictionary<(string Source, string Object, string Field), FieldAuthority> _entries;

    public AuthorityTable(IReadOnlyDictionary<(string Source, string Object, string Field), FieldAuthority> entries) => _entries = new(entries);

    public static AuthorityTable Empty { get; } = new(new Dictionary<(string, string, string), FieldAuthority>());

    public FieldAuthority Of(string source, string @object, string field)
    {
        if (_entries.Count == 0)
        {
            return FieldAuthority.Write;
        }

        return _entries.TryGetValue((source, @object, field), out var own) ? own
            : _entries.TryGetValue((source, @object, EveryField), out var every) ? every
            : FieldAuthority.Write;
    }

    /// <summary>Fields with several sources of truth, each with two of them; <see cref="EveryField"/> stands for those that nobody names.</summary>
    public IReadOnlyList<(string Object, string Field, string One, string Other)> Contradictions()
    {
        var sources = _entries.Keys.Select(e => e.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        var found = new List<(string, string, string, string)>();
        foreach (var (@object, field) in _entries.Keys.Select(e => (e.Object, e.Field)).Distinct().Order())
        {
            var owners = sources.Where(s => Of(s, @object, field) == FieldAuthority.Owner).ToList();
            if (owners.Count > 1)
            {
                found.Add((@object, field, owners[0], owners[1]));
            }
        }

        return found;
    }
}
