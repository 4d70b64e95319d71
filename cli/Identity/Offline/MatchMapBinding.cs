using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>Brings a map and the columns of a file together, and says everything that does not fit.</summary>
internal sealed class MatchMapBinding
{
    private readonly MatchMapFile _file;
    private readonly IReadOnlyList<string> _columns;
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, MatchField> _fields = [];
    private readonly HashSet<string> _ignored = [];
    private string? _id;

    private readonly bool _otherId;

    private MatchMapBinding(MatchMapFile file, IReadOnlyList<string> columns, bool otherId)
    {
        _otherId = otherId;
        _file = file;
        _columns = columns;
    }

    public static (MatchMap? Map, IReadOnlyList<string> Errors) Bind(MatchMapFile file, IReadOnlyList<string> columns, bool otherId = false)
    {
        if (file.Errors.Count > 0)
        {
            return (null, file.Errors);
        }

        var binding = new MatchMapBinding(file, columns, otherId);
        return (binding.Bind(), binding._errors);
    }

    private MatchMap? Bind()
    {
        if (_file.Id is { } stated)
        {
            _id = _otherId ? Find(stated) : Column(stated);
        }

        var isColumnFirst = IsColumnFirst();
        foreach (var entry in _file.Entries)
        {
            // A list may only be of columns, whatever the other entries are.
            if (entry.IsColumnFirst || (!entry.IsList && (isColumnFirst ? !IsClearlyRoleFirst(entry) : IsClearlyColumnFirst(entry))))
            {
                Add(entry.Name, entry.Values[0], entry);
            }
            else
            {
                foreach (var column in entry.Values)
                {
                    Add(column, entry.Name, entry);
                }
            }
        }

        if (_errors.Count == 0 && _fields.Count == 0)
        {
            _errors.Add("gives no column a role that is compared");
        }

        var id = _id ?? MatchMap.DefaultId([.. _columns.Where(c => !_fields.ContainsKey(c) && !_ignored.Contains(c))]);
        return _errors.Count > 0 ? null : new(id, Ordered())
        {
            Options = _file.Options,
            Unused = [.. _columns.Where(c => c != id && !_fields.ContainsKey(c) && !_ignored.Contains(c))],
        };
    }

    /// <summary>A second given name is a middle name, and a birthday without a year beside it is the whole date.</summary>
    private List<MatchField> Ordered()
    {
        var fields = _columns.Where(_fields.ContainsKey).Select(c => _fields[c]).ToList();
        var first = fields.Find(f => f.Role == FieldRole.GivenName);
        var hasYear = fields.Exists(f => f.Role == FieldRole.BirthYear);
        return [.. fields.Select(f => f.Role switch
        {
            FieldRole.GivenName when f != first => f with { Role = FieldRole.MiddleName },
            FieldRole.BirthDay when !hasYear => f with { Role = FieldRole.BirthDate },
            _ => f,
        })];
    }

    /// <summary>What most entries are decides for those that could be either.</summary>
    private bool IsColumnFirst()
    {
        var single = _file.Entries.Where(e => !e.IsList).ToList();
        return single.Count(e => IsColumnFirst(e)) >= single.Count(e => IsRoleFirst(e)) && !_file.Entries.Any(e => e.IsList && !single.Exists(IsColumnFirst));
    }

    private bool IsColumnFirst(MapEntry entry) => Has(entry.Name) && RoleNames.IsRole(entry.Values[0], entry.Group);

    private bool IsRoleFirst(MapEntry entry) => Has(entry.Values[0]) && RoleNames.IsRole(entry.Name, entry.Group);

    private bool IsClearlyRoleFirst(MapEntry entry) => IsRoleFirst(entry) && !IsColumnFirst(entry);

    private bool IsClearlyColumnFirst(MapEntry entry) => IsColumnFirst(entry) && !IsRoleFirst(entry);

    private void Add(string name, string role, MapEntry entry)
    {
        var isId = RoleNames.IsRecordId(role) && entry.Group is null && entry.Comparator is null;
        var column = isId && _otherId ? Find(name) : Column(name);
        if (isId)
        {
            if (column is not null && _id is not null && _id != column)
            {
                _errors.Add($"names two columns as the record's id: \"{_id}\" and \"{column}\"");
            }

            _id = column ?? _id;
            return;
        }

        var found = RoleNames.Find(role, entry.Group, name);
        if (found is null)
        {
            _errors.Add($"gives \"{name}\" the role \"{role}\", which is not known{RoleNames.Suggest(role)}");
        }

        if (entry.Comparator is { } comparator && !Comparators.All.Contains(comparator))
        {
            _errors.Add($"gives \"{name}\" the comparator \"{comparator}\", which is not known{NearestName.Suggest(comparator, Comparators.All)} Known: {string.Join(", ", Comparators.All)}");
        }

        if (column is null || found is not { } known)
        {
            return;
        }

        if (known == FieldRole.BirthDate && entry.IsList && RoleGuess.Of(column) is FieldRole.BirthYear or FieldRole.BirthMonth or FieldRole.BirthDay)
        {
            known = RoleGuess.Of(column);
        }

        if (known == FieldRole.Ignore)
        {
            _ignored.Add(column);
        }
        else if (!_fields.TryAdd(column, new(column, known, entry.Comparator)) && _fields[column].Role != known)
        {
            _errors.Add($"gives \"{column}\" two roles: {RoleNames.Write(_fields[column].Role)} and {RoleNames.Write(known)}");
        }
    }

    private bool Has(string name) => Find(name) is not null;

    private string? Find(string name) =>
        _columns.FirstOrDefault(c => c == name) ?? _columns.FirstOrDefault(c => c.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private string? Column(string name)
    {
        var column = Find(name);
        if (column is null)
        {
            var near = NearestName.Suggest(name, _columns);
            _errors.Add($"names the column \"{name}\", which the file does not have{(near.Length > 0 ? near : ".")} It has: {string.Join(", ", _columns)}");
        }

        return column;
    }
}
