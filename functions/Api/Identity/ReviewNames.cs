using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>The words of the API for kinds and statuses.</summary>
internal static class ReviewNames
{
    public static string Of(ReviewKind kind) => kind switch
    {
        ReviewKind.Pair => "pair",
        ReviewKind.Bridge => "bridge",
        ReviewKind.Contradiction => "contradiction",
        ReviewKind.Limit => "limit",
    };

    public static string Of(ReviewStatus status) => status switch
    {
        ReviewStatus.Open => "open",
        ReviewStatus.PutOff => "put-off",
        ReviewStatus.Approved => "approved",
        ReviewStatus.Rejected => "rejected",
        ReviewStatus.Obsolete => "obsolete",
    };

    public static string Of(IdentityLinkKind kind) => kind switch
    {
        IdentityLinkKind.Match => "match",
        IdentityLinkKind.Review => "review",
        IdentityLinkKind.Steward => "steward",
    };

    public static string Of(SeparationKind kind) => kind switch
    {
        SeparationKind.Rejected => "rejected",
        SeparationKind.Unmerged => "unmerged",
    };

    public static bool TryStatus(string text, out ReviewStatus status) => TryFind(text, Of, out status);

    public static bool TryKind(string text, out ReviewKind kind) => TryFind(text, Of, out kind);

    private static bool TryFind<T>(string text, Func<T, string> name, out T found)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (name(value) == text)
            {
                found = value;
                return true;
            }
        }

        found = default;
        return false;
    }
}
