namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>One webhook, the same in every try.</summary>
internal sealed record CrashRequest(string Source, string MessageId, byte[] Body);
