namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>Running counts of how many people have a value: a rare name that agrees says more than a common one.</summary>
public interface ITermCounts
{
    /// <summary>How many people are known in all.</summary>
    long People { get; }

    /// <summary>How many people have the value; 0 where that is not known, and then the model's own rate counts.</summary>
    /// <param name="field">A field of <see cref="MatchTerm"/>.</param>
    long Having(string field, string value);
}

/// <summary>A normalised value whose frequency counts.</summary>
public readonly record struct MatchTerm(string Field, string Value);
