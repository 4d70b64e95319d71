namespace ServerlessCdi.Core.Profiles;

/// <summary>That a contact record was matched as it is now: one of equal features need not be matched again.</summary>
/// <param name="Features">Hash of what was compared.</param>
/// <param name="Keys">Candidate keys under which the record was published, in clear.</param>
public sealed record MatchMark(string Features, IReadOnlyList<string> Keys);

/// <summary>The stored form: a row does not show whose mark it is.</summary>
public sealed record MarkDocument(RecordKey Record, MatchMark Mark);
