using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>How a row ended, as the letter that is stored. Never reuse one.</summary>
public static class RowOutcome
{
    public const char Applied = 'a';
    public const char Duplicate = 'd';
    public const char Stale = 's';
    public const char Suppressed = 'u';
    public const char Quarantined = 'q';

    /// <summary>The word of the letter.</summary>
    public static string Word(char letter) => letter switch
    {
        Applied => "applied",
        Duplicate => "duplicate",
        Stale => "stale",
        Suppressed => "suppressed",
        _ => "quarantined",
    };

    internal static char Of(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Applied => Applied,
        ChangeOutcome.Duplicate => Duplicate,
        ChangeOutcome.Stale => Stale,
        ChangeOutcome.Suppressed => Suppressed,
        ChangeOutcome.Quarantined or ChangeOutcome.DeadLettered => Quarantined,
    };

    /// <summary>The outcome of a row that holds several changes: what must not be overlooked wins.</summary>
    internal static char Of(IEnumerable<char> changes) => changes.MinBy("qausd".IndexOf);
}
