namespace ServerlessCdi.Connectors.Contracts;

/// <summary>One way in which records differ from the contract of their source. Names places and types, never what a person's record says.</summary>
/// <param name="Object">The kind of object.</param>
/// <param name="Path">The field, as in the contract; empty where the whole object is unknown. What cannot be a name is shown as <c>[…]</c>.</param>
/// <param name="Declared">The type or format that the contract states.</param>
/// <param name="Seen">The type that came instead.</param>
/// <param name="Value">An unknown picklist value, where the contract says that the field's values are public.</param>
/// <param name="Count">Records in which it was found.</param>
/// <param name="ChangeId">The first of the changes in which it was found, where it has an id.</param>
public sealed record ContractFinding(
    ContractFindingKind Kind, string Object, string Path, string? Declared, string? Seen, string? Value, int Count, string? ChangeId)
{
    /// <summary>A sentence that may stand in a reason or a log.</summary>
    public override string ToString() => Kind switch
    {
        ContractFindingKind.NewField => $"{Object}.{Path} is not in the contract",
        ContractFindingKind.MissingField => $"{Object}.{Path} is missing",
        ContractFindingKind.TypeChanged => $"{Object}.{Path} is {Seen}, not {Declared}",
        ContractFindingKind.UnknownValue => $"{Object}.{Path} has a value that the contract does not list",
        ContractFindingKind.BadFormat => $"{Object}.{Path} is no {Declared}",
        ContractFindingKind.UnknownObject => $"the contract has no object {Object}",
    };
}

/// <summary>What drift there is.</summary>
public enum ContractFindingKind
{
    /// <summary>A field that the contract does not have, of an object that is not open.</summary>
    NewField,

    /// <summary>A required field that a whole record leaves out.</summary>
    MissingField,

    /// <summary>A value of another JSON type, a fraction for an integer, or null where the field is not nullable.</summary>
    TypeChanged,

    /// <summary>A value that is not on the field's list.</summary>
    UnknownValue,

    /// <summary>Text or a number that is not of the field's format.</summary>
    BadFormat,

    /// <summary>A kind of object that the contract does not have.</summary>
    UnknownObject,
}
