namespace ServerlessCdi.Core.Consent;

/// <summary>One statement of what a person allows, with the evidence for it.</summary>
/// <param name="Purpose">Such as <c>marketing</c> or <c>analytics</c>, as the policy names them.</param>
/// <param name="Channel">Such as <c>email</c>, <c>sms</c>, <c>phone</c>; <c>*</c> for every channel.</param>
/// <param name="Basis">The legal basis as the source gives it (<c>consent</c>, <c>legitimate-interest</c>, …), if it does.</param>
/// <param name="Jurisdiction">The law it was given under, such as <c>gdpr</c>, if the source says so.</param>
/// <param name="Evidence">What shows it: the event, form or text version. Sealed with the person's data.</param>
public sealed record ConsentEntry(
    string Purpose,
    string Channel,
    ConsentState State,
    string? Basis = null,
    string? Jurisdiction = null,
    string? Evidence = null);
