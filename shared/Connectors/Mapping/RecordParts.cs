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

    public void Add(Identifier identifier)
    {
        if (!Identifiers.Contains(identifier))
        {
            Identifiers.Add(identifier);
        }
    }
}
