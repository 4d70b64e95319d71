namespace ServerlessCdi.Core.Profiles;

/// <summary>Which source wins a field: by authority first, then by priority, then the newest, then a total order that no arrival order can change.</summary>
public sealed record SurvivorshipPolicy
{
    public static SurvivorshipPolicy Default { get; } = new();

    /// <summary>Sources from most to least trusted, for fields without a list of their own. A source not listed ranks after all that are.</summary>
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Lists for single fields, by canonical name. An empty list: the newest value wins whoever said it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Who may write what at all.</summary>
    public AuthorityTable Authority { get; init; } = AuthorityTable.Empty;

    /// <summary>The source's rank for the field: 0 is the most trusted.</summary>
    public int RankOf(string field, string source)
    {
        var list = Fields.TryGetValue(field, out var own) ? own : Priority;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == source)
            {
                return i;
            }
        }

        return list.Count;
    }
}
