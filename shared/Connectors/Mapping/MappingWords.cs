using System.Text.RegularExpressions;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The words that a mapping may use, and their forms.</summary>
internal static partial class MappingWords
{
    /// <summary>A deletion that a privacy law asked for.</summary>
    public const string Erase = "erase";

    /// <summary>Genuine, and not wanted.</summary>
    public const string Ignore = "ignore";

    private static readonly string[] Kinds = ["upsert", "delete", Erase, "merge", "event", "consent", Ignore];
    private static readonly string[] States = ["granted", "denied", "withdrawn", "pending", "expired", "unknown", Ignore];

    public static ChangeKind? Kind(string word) => word switch
    {
        "upsert" => ChangeKind.Upsert,
        "delete" or Erase => ChangeKind.Delete,
        "merge" => ChangeKind.Merge,
        "event" => ChangeKind.Event,
        "consent" => ChangeKind.Consent,
        _ => null,
    };

    /// <summary>The state, or null for <see cref="Ignore"/>: a value that states nothing, such as a mark taken off.</summary>
    public static ConsentState? State(string word) => word switch
    {
        "granted" => ConsentState.Granted,
        "denied" => ConsentState.Denied,
        "withdrawn" => ConsentState.Withdrawn,
        "pending" => ConsentState.Pending,
        "expired" => ConsentState.Expired,
        "unknown" => ConsentState.Unknown,
        _ => null,
    };

    public static string? KindMistake(string word) => OneOf(word, Kinds);

    public static string? StateMistake(string word) => OneOf(word, States);

    public static string? ObjectMistake(string word) =>
        ObjectPattern().IsMatch(word) ? null : "must be a kind of object in the singular, such as contact: lower-case letters, digits, _ and -, at most 40";

    public static string? TypeMistake(string word) =>
        TypePattern().IsMatch(word) ? null : "must be an identifier type, such as email, phone, user_id or external:hubspot:contact";

    public static string? FieldMistake(string word) =>
        FieldPattern().IsMatch(word) ? null : "must be a field name: at most 100 characters, without spaces at the ends";

    public static string? LabelMistake(string word) =>
        word == "*" || LabelPattern().IsMatch(word) ? null : "must be a short name, such as marketing: letters, digits, spaces, _ . : and -, at most 64";

    public static string? EventMistake(string word) => word.Length <= 200 ? null : "must have at most 200 characters";

    public static string? EvidenceMistake(string word) => word.Length <= 1000 ? null : "must have at most 1000 characters";

    private static string? OneOf(string word, string[] words) =>
        words.Contains(word, StringComparer.Ordinal) ? null : $"must be one of: {string.Join(", ", words)}{NearestName.Suggest(word, words)}";

    [GeneratedRegex(@"^[a-z0-9_-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectPattern();

    [GeneratedRegex(@"^(?:[a-z][a-z0-9_]{0,39}|external:[a-z0-9][a-z0-9-]{0,39}:[a-z0-9_-]{1,40})\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^\S(?:.{0,98}\S)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"^[\p{L}\p{N}](?:[\p{L}\p{N} _.:-]{0,62}[\p{L}\p{N}])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();
}
