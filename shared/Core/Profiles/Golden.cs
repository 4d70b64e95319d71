using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>The person as the records and the policy make them: nothing here comes from anywhere else.</summary>
public sealed class Golden
{
    public static Golden Empty { get; } = new([], [], []);

    public Golden(
        SortedDictionary<string, GoldenField> fields,
        SortedDictionary<(string Purpose, string Channel), ConsentDecision> consents,
        SortedSet<Identifier> identifiers)
    {
        Fields = fields;
        Consents = consents;
        Identifiers = identifiers;
    }

    public IReadOnlyDictionary<string, GoldenField> Fields { get; }

    public IReadOnlyDictionary<(string Purpose, string Channel), ConsentDecision> Consents { get; }

    public IReadOnlySet<Identifier> Identifiers { get; }
}

/// <summary>A surviving value and where it comes from.</summary>
public sealed record GoldenField(FieldValue Value, RecordKey Record, Stamp Stamp, SurvivorshipRule Rule);

/// <summary>What decided between a field's candidates.</summary>
public enum SurvivorshipRule
{
    /// <summary>No other record that may write the field says anything of it.</summary>
    OnlyValue,

    /// <summary>The source ranks above every other that has a value.</summary>
    SourcePriority,

    /// <summary>Among sources of equal rank it is the newest.</summary>
    Newest,

    /// <summary>Said at the same instant by sources of equal rank: the order of change ids, then of records, decided.</summary>
    TieBreak,

    /// <summary>The others only repeat what this system wrote to them.</summary>
    NotAnEcho,

    /// <summary>The source is the source of truth for the field.</summary>
    SourceOfTruth,

    /// <summary>The others may only fill a gap.</summary>
    MayOnlyFillGap,

    /// <summary>The loser's source may not write the field.</summary>
    MayNotWrite,
}

/// <summary>The consent in force for one purpose and channel, with the statement that decided it.</summary>
public sealed record ConsentDecision(ConsentEntry Entry, RecordKey Record, Stamp Stamp)
{
    public ConsentState State => Entry.State;
}
