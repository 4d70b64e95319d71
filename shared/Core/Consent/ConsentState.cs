namespace ServerlessCdi.Core.Consent;

public enum ConsentState
{
    /// <summary>Nothing was ever said. Treated as not allowed.</summary>
    Unknown,

    /// <summary>The person said yes.</summary>
    Granted,

    /// <summary>The person said no.</summary>
    Denied,

    /// <summary>The person took an earlier yes back.</summary>
    Withdrawn,

    /// <summary>Asked, and the confirmation of a double opt-in has not come. Treated as not allowed.</summary>
    Pending,

    /// <summary>The yes has lapsed. Treated as not allowed.</summary>
    Expired,
}
