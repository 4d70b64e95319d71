using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessCdi.Cli.Profiles;

/// <summary>How a person is asked for: by id, or by an identifier, whose type is told from its form where none is given.</summary>
/// <param name="Type">Null: the value is a profile's id.</param>
/// <param name="Value">As the user wrote it; the app brings it to its one form.</param>
/// <param name="Region">ISO 3166 country for a phone number without a country code.</param>
internal sealed partial record ProfileLookup(string? Type, string Value, string? Region)
{
    private const string Phone = "phone";

    /// <exception cref="CliFailure">The form says nothing and no type is given.</exception>
    public static ProfileLookup Of(string who, string? type, string? region)
    {
        var value = who.Trim();
        if (type is { Length: > 0 })
        {
            return new(type, value, region);
        }

        if (Guid.TryParseExact(value, "D", out _))
        {
            return new(null, value, region);
        }

        if (value.Contains('@', StringComparison.Ordinal))
        {
            return new("email", value, region);
        }

        return PhoneForm().IsMatch(value)
            ? new ProfileLookup(Phone, value, region)
            : throw new CliFailure($"'{value}' is neither an email address, nor a phone number, nor a profile's id: say what it is with --type.", ExitCodes.Usage);
    }

    /// <summary>The profile as the app shows it.</summary>
    /// <exception cref="CliFailure">There is none, with <see cref="ExitCodes.NotFound"/>; or the app cannot say.</exception>
    public async Task<JsonNode> FetchAsync(ApiClient api, CancellationToken cancellationToken)
    {
        if (Type is null)
        {
            return await api.GetAsync($"api/profiles/{Value}", cancellationToken);
        }

        var body = new JsonObject { ["type"] = Type, ["value"] = Value };
        if (Region is not null)
        {
            body["region"] = Region;
        }

        try
        {
            return await api.PostAsync("api/profiles/lookup", body, cancellationToken);
        }
        catch (CliFailure missing) when (missing.ExitCode == ExitCodes.NotFound && Type == Phone && Region is null && !Value.StartsWith('+'))
        {
            throw new CliFailure($"{missing.Message} A number without its country code needs --region, such as --region GB.", missing.ExitCode);
        }
    }

    [GeneratedRegex(@"^\+?[0-9(][0-9 ().\-/]{4,24}\z")]
    private static partial Regex PhoneForm();
}
