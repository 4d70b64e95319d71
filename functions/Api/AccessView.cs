using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

public sealed record AccessesView(IReadOnlyList<AccessView> Accesses);

public sealed record AccessView(DateTimeOffset At, string Action, string Who, string Reason)
{
    internal static AccessView Of(Access access) => new(
        access.At,
        access.Action switch
        {
            AccessAction.Revealed => "revealed",
            AccessAction.Discarded => "discarded",
            AccessAction.Merged => "merged",
            AccessAction.Unmerged => "unmerged",
        },
        access.Who,
        access.Why);
}
