using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads <c>authority</c> of the sources, and finds where two of them contradict each other.</summary>
internal static class AuthorityRules
{
    public static IReadOnlyDictionary<(string Object, string Field), FieldAuthority> Read(ConfigObject authority)
    {
        var rules = new Dictionary<(string, string), FieldAuthority>();
        foreach (var name in authority.Members.Select(m => m.Name).Distinct())
        {
            if (ConfigRules.ObjectMistake(name) is { } mistake)
            {
                authority.Error(name, mistake);
            }

            var fields = authority.Object(name);
            foreach (var field in fields.Members.Select(m => m.Name).Distinct())
            {
                if (field != AuthorityTable.EveryField && ConfigRules.FieldMistake(field) is { } wrong)
                {
                    fields.Error(field, wrong);
                }

                FieldAuthority? read = fields.OneOf(field, "owner", "write", "append", "none") switch
                {
                    "owner" => FieldAuthority.Owner,
                    "write" => FieldAuthority.Write,
                    "append" => FieldAuthority.Append,
                    "none" => FieldAuthority.None,
                    _ => null,
                };
                if (read is { } known)
                {
                    rules[(name, field)] = known;
                }
            }
        }

        return rules;
    }

    /// <summary>One table of all sources; two sources of truth for one field are reported.</summary>
    /// <param name="sources">All sources, with the files that state them; disabled ones too, for their records stay.</param>
    public static AuthorityTable Join(IReadOnlyList<(string File, ConfigEntry<SourceSettings> Entry)> sources, ConfigErrors errors)
    {
        var entries = new Dictionary<(string, string, string), FieldAuthority>();
        foreach (var (_, entry) in sources)
        {
            foreach (var ((@object, field), authority) in entry.Settings.Authority)
            {
                entries[(entry.Key, @object, field)] = authority;
            }
        }

        var table = new AuthorityTable(entries);
        foreach (var (@object, field, one, other) in table.Contradictions())
        {
            errors.File = FileOf(other);
            errors.Add($"$.authority.{@object}", $"makes {other} the owner of {(field == AuthorityTable.EveryField ? "every field" : field)}, and {FileOf(one)} makes {one} its owner: a field has one source of truth");
        }

        return table;

        string FileOf(string source) => sources.First(s => s.Entry.Key == source).File;
    }
}
