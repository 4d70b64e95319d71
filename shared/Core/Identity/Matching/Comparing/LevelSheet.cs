namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The level that each table reached for one pair; -1 where a side has no value.</summary>
internal sealed class LevelSheet(int tables)
{
    private readonly sbyte[] _levels = new sbyte[tables];
    private readonly string?[] _left = new string?[tables];
    private readonly string?[] _right = new string?[tables];

    public int Count => _levels.Length;

    public int this[int table] => _levels[table];

    public string? Left(int table) => _left[table];

    public string? Right(int table) => _right[table];

    /// <summary>Given and family names were compared across.</summary>
    public bool IsCrossed { get; set; }

    /// <summary>The birth dates differ by as many years as parents are older than their children, at the least.</summary>
    public bool IsGenerationApart { get; set; }

    public void Clear()
    {
        IsCrossed = false;
        IsGenerationApart = false;
        _levels.AsSpan().Fill(-1);
    }

    /// <param name="left">The value whose frequency counts, where one does.</param>
    public void Set(int table, int level, string? left = null, string? right = null)
    {
        _levels[table] = (sbyte)level;
        _left[table] = left;
        _right[table] = right;
    }
}
