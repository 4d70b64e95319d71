using System.Collections.Frozen;
using ServerlessCdi.Connectors.Mapping.Codes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The kinds of value that a check may ask for. A new one is one line of the table.</summary>
internal static class CheckTypes
{
    private static readonly FrozenDictionary<string, (string Mistake, Func<MappedValue, string?, bool> Fits)> All =
        new Dictionary<string, (string, Func<MappedValue, string?, bool>)>
        {
            ["text"] = ("is no text", static (value, _) => value.Text is not null),
            ["number"] = ("is no number", static (value, _) => value.Text is null && CheckBound.Number(value) is not null),
            ["boolean"] = ("is neither true nor false", static (value, _) => value.Text is null && value.Scalar is "true" or "false"),
            ["date"] = ("is no date in ISO 8601", static (value, region) => value.Text is not null && TimeFormat.OfIso.TryRead(value, out _)),
            ["email"] = ("is no email address", static (value, region) => EmailAddress.TryNormalise(value.Text, out _)),
            ["phone"] = ("is no phone number", static (value, region) => PhoneNumber.TryParse(value.Scalar, region, out _)),
            ["url"] = ("is no web address", static (value, _) => IsUrl(value.Text)),
            ["country"] = ("is no country of ISO 3166", static (value, _) => value.Text is { } text && CountryCodes.IsAlpha2(text)),
            ["currency"] = ("is no currency of ISO 4217", static (value, _) => value.Text is { } text && CurrencyCodes.OfCode(text)?.Code == text),
            ["language"] = ("is no language tag", static (value, _) => value.Text is { } text && LanguageCodes.TryFind(text, out var tag) && tag == text),
            ["postal-address"] = ("is no postal address", static (value, _) => PostalAddress.IsPlausible(value)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Names = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads the member; null where it is absent or wrong (reported).</summary>
    public static Func<MappedValue, string?>? Bind(ConfigObject config, string name, string? region)
    {
        if (config.OneOf(name, Names) is not { } type)
        {
            return null;
        }

        var (mistake, fits) = All[type];
        return value => fits(value, region) ? null : mistake;
    }

    private static bool IsUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Host.Contains('.', StringComparison.Ordinal)
        && !text!.Any(char.IsWhiteSpace);
}
