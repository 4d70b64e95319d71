namespace ServerlessCdi.Storage.Quarantine;

/// <summary>The sealed part of an item that listings show.</summary>
internal sealed record QuarantineReason(string Id, string Source, string Reason);
