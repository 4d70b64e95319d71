namespace ServerlessCdi.Connectors;

/// <summary>What a source's mapping says of one canonical field.</summary>
/// <param name="Field">The canonical name.</param>
/// <param name="Purposes">What the field may be used for; empty where the mapping sets no bounds.</param>
public sealed record FieldUse(string Field, IReadOnlyList<string> Purposes, FieldSensitivity Sensitivity);

/// <summary>How much harm a field could do in the wrong hands. A later one is stricter.</summary>
public enum FieldSensitivity
{
    /// <summary>Says nothing of a person that matters.</summary>
    None,

    /// <summary>Personal data.</summary>
    Personal,

    /// <summary>Special categories and what a business treats like them: leaves only where a destination names it expressly.</summary>
    Sensitive,
}
