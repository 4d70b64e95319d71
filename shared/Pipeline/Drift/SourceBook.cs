using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Drift;

/// <summary>What was counted of one source and is not stored yet. Not for several threads: its owner locks.</summary>
internal sealed class SourceBook
{
    /// <summary>Different findings kept of one source. A vendor that makes up names must not fill the table.</summary>
    public const int MaxEntries = 1000;

    private Dictionary<string, DriftEntry> _drift = new(StringComparer.Ordinal);
    private SourceActivity _activity = SourceActivity.None;

    /// <summary>Ids that are stored; null until the store was asked.</summary>
    public HashSet<string>? Known { get; set; }

    /// <summary>Findings that wait.</summary>
    public long Waiting { get; private set; }

    public void Add(SourceActivity activity) => _activity = _activity.Plus(activity);

    /// <summary>Counts the entries that are stored already, and gives back the others, which must be stored first.</summary>
    public List<DriftEntry> Count(IEnumerable<DriftEntry> entries)
    {
        var fresh = new List<DriftEntry>();
        foreach (var entry in entries)
        {
            var fitting = Known!.Contains(entry.Id) || Known.Count + fresh.Count < MaxEntries ? entry : DriftKey.WithoutPlace(entry);
            if (Known.Contains(fitting.Id))
            {
                Add(fitting);
            }
            else
            {
                fresh.Add(fitting);
            }
        }

        return fresh;
    }

    public void Forget(string id)
    {
        Known?.Remove(id);
        _drift.Remove(id);
    }

    /// <summary>Everything that waits, which from now on does not; null where nothing does.</summary>
    public (SourceActivity Activity, IReadOnlyCollection<DriftEntry> Drift)? Take()
    {
        if (_drift.Count == 0 && _activity == SourceActivity.None)
        {
            return null;
        }

        var taken = (_activity, _drift.Values);
        (_activity, _drift, Waiting) = (SourceActivity.None, new(StringComparer.Ordinal), 0);
        return taken;
    }

    /// <summary>What could not be stored waits again.</summary>
    public void Return(SourceActivity activity, IEnumerable<DriftEntry> drift)
    {
        Add(activity);
        foreach (var entry in drift)
        {
            Add(entry);
        }
    }

    private void Add(DriftEntry entry)
    {
        Waiting += entry.Count;
        _drift[entry.Id] = _drift.TryGetValue(entry.Id, out var waiting) ? DriftKey.Join(waiting, entry) : entry;
    }
}
