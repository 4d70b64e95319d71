using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Functions.Api;

internal static class RuleNames
{
    public static string Of(SurvivorshipRule rule) => rule switch
    {
        SurvivorshipRule.OnlyValue => "only-value",
        SurvivorshipRule.SourcePriority => "source-priority",
        SurvivorshipRule.Newest => "newest",
        SurvivorshipRule.TieBreak => "tie-break",
        SurvivorshipRule.NotAnEcho => "not-an-echo",
        SurvivorshipRule.SourceOfTruth => "source-of-truth",
        SurvivorshipRule.MayOnlyFillGap => "may-only-fill-gap",
        SurvivorshipRule.MayNotWrite => "may-not-write",
    };
}
