using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>
/// What one source last said about one of its own records. Each part keeps the latest assertion under a total order, so
/// the record is the join of the changes that reached it: any order and any repetition of them gives the same record.
/// </summary>
public sealed class SourceRecord(RecordKey key)
{
    private readonly SortedDictionary<string, FieldAssertion> _fields = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Identifier, Stamp> _identifiers = [];
    private readonly SortedDictionary<(string Purpose, string Channel), ConsentAssertion> _consents = [];
    private readonly SortedDictionary<Identifier, Stamp> _affiliations = [];
    private readonly SortedSet<ForgottenIdentifier> _forgotten = [];

    public RecordKey Key { get; } = key;

    public IReadOnlyDictionary<string, FieldAssertion> Fields => _fields;

    /// <summary>Everything that the record ever gave as leading to its person, with when it last did.</summary>
    public IReadOnlyDictionary<Identifier, Stamp> Identifiers => _identifiers;

    public IReadOnlyDictionary<(string Purpose, string Channel), ConsentAssertion> Consents => _consents;

    /// <summary>Companies that the record named, with when it last did. They lead to nobody.</summary>
    public IReadOnlyDictionary<Identifier, Stamp> Affiliations => _affiliations;

    /// <summary>Hashes of what the record gave as leading to its person and a privacy deletion took away: why records are one person stays known.</summary>
    public IReadOnlySet<ForgottenIdentifier> Forgotten => _forgotten;

    public LifeAssertion Life { get; private set; }

    /// <summary>Nothing said up to here is kept: a privacy law asked for the record's deletion.</summary>
    public Stamp PurgedThrough { get; private set; }

    public bool IsLive => !Life.Deleted;

    /// <summary>
    /// For a record that is no person: a change of it named one. For a contact: a change of it named more than a browser or
    /// a device. It never becomes false again, not even by a privacy deletion.
    /// </summary>
    public bool IsLinked { get; private set; }

    /// <summary>When the newest change of the record was said.</summary>
    public Stamp Newest => _identifiers.TryGetValue(Key.Identifier, out var stamp) ? stamp : default;

    public SourceRecord Clone()
    {
        var copy = new SourceRecord(Key);
        copy.Join(this);
        return copy;
    }

    public bool IsPurged(Stamp stamp) => !PurgedThrough.IsNone && stamp.Time.UtcTicks <= PurgedThrough.Time.UtcTicks;

    /// <summary>Whether the change of this stamp is kept nowhere. The latest deletion is: it is what is known of the record.</summary>
    public bool Forgets(Stamp stamp) => IsPurged(stamp) && stamp != PurgedThrough;

    public bool Assert(string field, FieldAssertion assertion)
    {
        if (IsPurged(assertion.Stamp) || (_fields.TryGetValue(field, out var known) && FieldAssertion.Later(known, assertion) == known))
        {
            return false;
        }

        _fields[field] = assertion;
        return true;
    }

    public bool Assert(Identifier identifier, Stamp stamp)
    {
        if (_identifiers.TryGetValue(identifier, out var known) && known >= stamp)
        {
            return false;
        }

        if (IsPurged(stamp) && identifier != Key.Identifier)
        {
            _forgotten.Add(ForgottenIdentifier.Of(identifier));
            return false;
        }

        _identifiers[identifier] = stamp;
        if (_forgotten.Count > 0)
        {
            _forgotten.Remove(ForgottenIdentifier.Of(identifier));
        }

        return true;
    }

    /// <summary>That the record belongs to a company.</summary>
    public bool Affiliate(Identifier company, Stamp stamp)
    {
        if (IsPurged(stamp) || (_affiliations.TryGetValue(company, out var known) && known >= stamp))
        {
            return false;
        }

        _affiliations[company] = stamp;
        return true;
    }

    /// <summary>Takes on what was forgotten elsewhere, unless it was said again since.</summary>
    public void Forget(ForgottenIdentifier identifier)
    {
        if (!_identifiers.Keys.Any(i => i.Type == identifier.Type && ForgottenIdentifier.Of(i) == identifier))
        {
            _forgotten.Add(identifier);
        }
    }

    public bool Assert(ConsentAssertion assertion)
    {
        var key = (assertion.Entry.Purpose, assertion.Entry.Channel);
        // What a person allowed or refused is theirs: the end of an order does not take it away.
        if ((Key.IsPerson && IsPurged(assertion.Stamp)) || (_consents.TryGetValue(key, out var known) && ConsentAssertion.Later(known, assertion) == known))
        {
            return false;
        }

        _consents[key] = assertion;
        return true;
    }

    public bool Assert(LifeAssertion life)
    {
        var later = LifeAssertion.Later(Life, life);
        if (later == Life)
        {
            return false;
        }

        Life = later;
        return true;
    }

    public bool Link()
    {
        var changed = !IsLinked;
        IsLinked = true;
        return changed;
    }

    /// <summary>Forgets what was said up to the stamp, and whatever of that time still arrives.</summary>
    public bool Purge(Stamp through)
    {
        if (!PurgedThrough.IsNone && PurgedThrough >= through)
        {
            return false;
        }

        PurgedThrough = through;
        RemoveWhere(_fields, f => IsPurged(f.Stamp));
        RemoveWhere(_consents, c => Key.IsPerson && IsPurged(c.Stamp));
        RemoveWhere(_affiliations, IsPurged);
        foreach (var identifier in _identifiers.Where(i => IsPurged(i.Value) && i.Key != Key.Identifier).Select(i => i.Key).ToList())
        {
            _identifiers.Remove(identifier);
            _forgotten.Add(ForgottenIdentifier.Of(identifier));
        }

        return true;
    }

    /// <summary>Takes in everything that another state of the same record knows.</summary>
    public void Join(SourceRecord other)
    {
        if (!other.PurgedThrough.IsNone)
        {
            Purge(other.PurgedThrough);
        }

        if (other.IsLinked)
        {
            Link();
        }

        Assert(other.Life);
        foreach (var (field, assertion) in other._fields)
        {
            Assert(field, assertion);
        }

        foreach (var (identifier, stamp) in other._identifiers)
        {
            Assert(identifier, stamp);
        }

        foreach (var (company, stamp) in other._affiliations)
        {
            Affiliate(company, stamp);
        }

        foreach (var identifier in other._forgotten)
        {
            Forget(identifier);
        }

        foreach (var assertion in other._consents.Values)
        {
            Assert(assertion);
        }
    }

    private static void RemoveWhere<TKey, TValue>(SortedDictionary<TKey, TValue> map, Func<TValue, bool> gone)
        where TKey : notnull
    {
        foreach (var key in map.Where(p => gone(p.Value)).Select(p => p.Key).ToList())
        {
            map.Remove(key);
        }
    }
}
