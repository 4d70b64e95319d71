namespace ServerlessCdi.Connectors.Contracts;

/// <summary>What becomes of a record that breaks its contract.</summary>
public enum ContractMode
{
    /// <summary>Nothing is checked.</summary>
    Off,

    /// <summary>Drift is reported, and the record goes its way.</summary>
    Observe,

    /// <summary>Drift is reported, and the record waits in quarantine.</summary>
    Enforce,
}
