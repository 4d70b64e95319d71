using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Core.Profiles;

/// <summary>Why a field has the value that it has.</summary>
public sealed record FieldExplanation(string Field, GoldenField Winner, IReadOnlyList<LosingValue> Losers);

/// <summary>A value that did not survive, and the rule under which the winner beat it.</summary>
public sealed record LosingValue(FieldValue Value, RecordKey Record, Stamp Stamp, SurvivorshipRule LostBy);
