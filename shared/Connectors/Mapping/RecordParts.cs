using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What the rules of a table have found in one item so far.</summary>
internal sealed class RecordParts
{
    /// <summary>Null for a change that carries no fields.</summary>
    public List<FieldChange>? Fields { get; init; }

    public List<Identifier> Identifiers { get; } = [];

    public List<ConsentEntry> Consents { get; } = [];

    /// <summary>Fields that failed their check and are not taken, with what is wrong.</summary>
    public List<(string Field, string Mistake)> Failed { get; } = [];

    /// <summary>Why the whole change may not be taken, or null.</summary>
    public string? Refusal { get; private set; }

    public void Fail(string field, string mistake, CheckFailure then)
    {
        Failed.Add((field, mistake));
        Refusal ??= then == CheckFailure.Reject ? $"{field} {mistake}" : null;
    }

    public void Add(Identifier identifier)
    {
        if (!Identifiers.Contains(identifier))
        {
            Identifiers.Add(identifier);
        }
    }
}
