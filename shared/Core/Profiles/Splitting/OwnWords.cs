using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>
/// What the contact records of one side said themselves. A value that came back as an echo of what the whole person was told,
/// and that nobody of this side ever said, is the other side's: the field falls back to what the record said before.
/// </summary>
internal sealed class OwnWords
{
    private readonly SplitSorter _sorter;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<RecordKey> _own;
    private readonly Dictionary<RecordKey, DateTimeOffset> _since = [];
    private readonly Dictionary<(RecordKey Record, string Field), List<(FieldAssertion Assertion, DateTimeOffset ReceivedAt)>> _echoed = [];

    public OwnWords(SplitSorter sorter, int side)
    {
        _sorter = sorter;
        _own = [.. sorter.Plan.Sides[side].Contacts];
        foreach (var record in sorter.Person.Records.Values.Where(r => _own.Contains(r.Key)))
        {
            _since[record.Key] = SinceOf(record.Key);
            foreach (var (name, assertion) in record.Fields)
            {
                if (assertion.Echo)
                {
                    _echoed[(record.Key, name)] = [];
                }
                else
                {
                    _said.Add(Echo.Of(name, assertion.Value));
                }
            }
        }
    }

    public void Add(Change change)
    {
        var record = RecordKey.Of(change);
        if (_echoed.Count == 0 || !_own.Contains(record))
        {
            return;
        }

        foreach (var field in change.Fields)
        {
            var echo = change.Echoed?.Contains(field.Name) == true;
            if (!echo)
            {
                _said.Add(Echo.Of(field.Name, field.Value));
            }

            if (_echoed.TryGetValue((record, field.Name), out var assertions))
            {
                assertions.Add((new(field.Value, new(change.OccurredAt, change.Id), echo), change.ReceivedAt));
            }
        }
    }

    /// <summary>The record with each such field as it was said last by somebody of this side.</summary>
    public SourceRecord Restored(SourceRecord record)
    {
        var document = RecordDocument.Of(record);
        var fields = document.Fields.Select(f => f.Echo ? Fallback(record.Key, f) : f).OfType<FieldDocument>().ToList();
        return fields.SequenceEqual(document.Fields) ? record : (document with { Fields = fields }).ToRecord();
    }

    private FieldDocument? Fallback(RecordKey record, FieldDocument current)
    {
        var assertions = _echoed[(record, current.Name)];
        var now = new FieldAssertion(current.Value, current.Stamp, current.Echo);
        FieldAssertion? best = null;
        if (assertions.All(a => a.Assertion.Stamp != current.Stamp) && !IsOfOthers(record, current.Name, now, DateTimeOffset.MaxValue))
        {
            best = now;
        }

        foreach (var (assertion, receivedAt) in assertions.Where(a => !IsOfOthers(record, current.Name, a.Assertion, a.ReceivedAt)))
        {
            best = best is { } known ? FieldAssertion.Later(known, assertion) : assertion;
        }

        return best is { } kept ? new(current.Name, kept.Value, kept.Stamp, kept.Echo) : null;
    }

    private bool IsOfOthers(RecordKey record, string field, FieldAssertion assertion, DateTimeOffset receivedAt) =>
        assertion.Echo && receivedAt >= _since[record] && !_said.Contains(Echo.Of(field, assertion.Value));

    /// <summary>
    /// From when on the record was one person with somebody who is not on its side: also with those from whom it was taken
    /// before, because the timeline still has what came back as an echo of them.
    /// </summary>
    private DateTimeOffset SinceOf(RecordKey record)
    {
        var since = _sorter.Plan.Since;
        foreach (var earlier in _sorter.Person.Ties.Separations.Values)
        {
            if (earlier.Since < since && (earlier.Left.Contains(record) || earlier.Right.Contains(record)))
            {
                since = earlier.Since.Value;
            }
        }

        return since;
    }
}
