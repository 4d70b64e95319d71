using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>Applies changes to a profile. Pure: the same changes in any order, once or many times, end in the same profile.</summary>
public static class ProfileFold
{
    /// <param name="isEcho">Whether a field of a change is our own write coming back.</param>
    /// <param name="identity">Says which identifiers are weak; the default policy where it is null.</param>
    public static FoldResult Apply(
        Profile profile, IReadOnlyList<Change> changes, SurvivorshipPolicy policy, Func<Change, FieldChange, bool> isEcho, IdentityPolicy? identity = null)
    {
        var records = new Dictionary<RecordKey, SourceRecord>(profile.Records);
        var touched = new HashSet<RecordKey>();
        var seen = new HashSet<(string, string)>();
        var outcomes = new ChangeOutcome[changes.Count];
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            outcomes[i] = seen.Add((change.Source, change.Id))
                ? ApplyOne(change, key => Writable(records, touched, key), isEcho, identity ?? IdentityPolicy.Default)
                : ChangeOutcome.Duplicate;
        }

        for (var i = 0; i < changes.Count; i++)
        {
            // Only now is known what a deletion further on in the same changes took away.
            var stamp = new Stamp(changes[i].OccurredAt, changes[i].Id);
            if (outcomes[i] != ChangeOutcome.Duplicate && records[RecordKey.Of(changes[i])].Forgets(stamp))
            {
                outcomes[i] = ChangeOutcome.Suppressed;
            }
        }

        return new(profile.With(records, policy), [.. changes.Select(c => Noted(c, isEcho))], outcomes, touched);
    }

    /// <summary>With what of it is an echo, for whoever has to fold it again.</summary>
    private static Change Noted(Change change, Func<Change, FieldChange, bool> isEcho)
    {
        var echoed = change.Fields.Where(f => isEcho(change, f)).Select(f => f.Name).ToList();
        return echoed.Count == 0 ? change : change with { Echoed = echoed };
    }

    private static SourceRecord Writable(Dictionary<RecordKey, SourceRecord> records, HashSet<RecordKey> touched, RecordKey key)
    {
        if (!touched.Add(key))
        {
            return records[key];
        }

        return records[key] = records.TryGetValue(key, out var known) ? known.Clone() : new SourceRecord(key);
    }

    private static ChangeOutcome ApplyOne(
        Change change, Func<RecordKey, SourceRecord> writable, Func<Change, FieldChange, bool> isEcho, IdentityPolicy identity)
    {
        var stamp = new Stamp(change.OccurredAt, change.Id);
        var record = writable(RecordKey.Of(change));
        var changed = record.Assert(record.Key.Identifier, stamp);
        changed |= ApplyLife(change, stamp, record, writable);
        var links = PersonLinks.Of(change);
        foreach (var identifier in links)
        {
            changed |= record.Assert(identifier, stamp);
        }

        foreach (var company in PersonLinks.Companies(change))
        {
            changed |= record.Affiliate(company, stamp);
        }

        if (record.Key.IsPerson ? PersonLinks.NamesSomebody(change, identity) : links.Count > 0)
        {
            changed |= record.Link();
        }

        foreach (var field in change.Fields)
        {
            changed |= record.Assert(field.Name, new(field.Value, stamp, isEcho(change, field)));
        }

        // Who refuses must be known: a record that names nobody says nothing of what a person allows.
        if (record.Key.IsPerson || links.Count > 0)
        {
            foreach (var consent in change.Consents)
            {
                changed |= record.Assert(new ConsentAssertion(consent, stamp));
            }
        }

        // What was purged is refused by the record itself; that the record exists, and which others it absorbed, is kept in any order.
        return changed || change.Event is not null ? ChangeOutcome.Applied : ChangeOutcome.Stale;
    }

    private static bool ApplyLife(Change change, Stamp stamp, SourceRecord record, Func<RecordKey, SourceRecord> writable)
    {
        switch (change.Kind)
        {
            case ChangeKind.Upsert:
                return record.Assert(new LifeAssertion(Deleted: false, stamp));
            case ChangeKind.Delete:
                var purged = change.Privacy && record.Purge(stamp);
                return record.Assert(new LifeAssertion(Deleted: true, stamp)) || purged;
            case ChangeKind.Merge:
                var changed = record.Assert(new LifeAssertion(Deleted: false, stamp));
                foreach (var key in change.MergedKeys)
                {
                    var absorbed = writable(record.Key with { Key = key });
                    changed |= record.Key.IsPerson && record.Assert(absorbed.Key.Identifier, stamp);
                    changed |= absorbed.Assert(absorbed.Key.Identifier, stamp);
                    changed |= absorbed.Assert(new LifeAssertion(Deleted: true, stamp));
                }

                return changed;
            default:
                return false;
        }
    }
}

/// <param name="After">The next state; its version is one above the profile's.</param>
/// <param name="Changes">As they came, with what of them is an echo.</param>
/// <param name="Outcomes">One for each of <paramref name="Changes"/>, in their order.</param>
/// <param name="Touched">Records to store.</param>
public sealed record FoldResult(
    Profile After,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<ChangeOutcome> Outcomes,
    IReadOnlySet<RecordKey> Touched);
