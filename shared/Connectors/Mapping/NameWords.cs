namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The words of a name, from whose ends what is no name is taken.</summary>
internal sealed class NameWords(string[] words)
{
    private readonly List<string> _words = [.. words];

    public List<string> All => _words;

    public int Count => _words.Count;

    /// <param name="leave">How many words must remain.</param>
    public List<string> TakeTitles(int leave)
    {
        var count = 0;
        while (count < _words.Count - leave && NameParts.IsTitle(_words[count]))
        {
            count++;
        }

        return Take(0, count);
    }

    public List<string> TakeHonours(int leave)
    {
        var start = _words.Count;
        while (start > leave && NameParts.IsHonour(_words[start - 1]))
        {
            start--;
        }

        return Take(start, _words.Count - start);
    }

    /// <summary>The linking words at the end, where sorted lists put them.</summary>
    public List<string> TakeLinking()
    {
        var start = _words.Count;
        while (start > 1 && NameParts.IsLinking(_words[start - 1]))
        {
            start--;
        }

        return Take(start, _words.Count - start);
    }

    private List<string> Take(int start, int count)
    {
        var taken = _words.GetRange(start, count);
        _words.RemoveRange(start, count);
        return taken;
    }
}
