using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessCdi.Cli.Profiles;

/// <summary>How a person is asked for: by id, or by an identifier, whose type is told from its form.</summary>
internal sealed partial record ProfileLookup(string? Type, string Value)
{
    /// <exception cref="CliFailure">The form says nothing and no type is given.</exception>
    public static ProfileLookup Of(string who, string? type)
    {
        var value = who.Trim();
        if (type is { Length: > 0 })
        {
            return new(type, value);
        }

        if (Guid.TryParseExact(value, "D", out _))
        {
            return new(null, value);
        }

        if (value.Contains('@', StringComparison.Ordinal))
        {
            return new("email", value);
        }

        return Phone().IsMatch(value)
            ? new ProfileLookup("phone", value)
            : throw new CliFailure($"'{value}' is neither an email address, nor a phone number, nor a profile's id: say what it is with --type.", ExitCodes.Usage);
    }

    public Task<JsonNode> FetchAsync(ApiClient api, CancellationToken cancellationToken) => Type is null
        ? api.GetAsync($"api/profiles/{Value}", cancellationToken)
        : api.GetAsync($"api/profiles/by/{Uri.EscapeDataString(Type)}/{Uri.EscapeDataString(Value)}", cancellationToken);

    [GeneratedRegex(@"^\+?[0-9][0-9 ().\-/]{4,24}\z")]
    private static partial Regex Phone();
}
