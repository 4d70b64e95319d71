namespace ServerlessCdi.Embedded.Functions.Timers;

/// <summary>What is remembered of one timer between runs and restarts, in UTC.</summary>
/// <param name="Last">The newest run; null before the first.</param>
/// <param name="Next">The occurrence that follows it.</param>
/// <param name="Updated">When this was written.</param>
internal sealed record TimerState(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset Updated);
