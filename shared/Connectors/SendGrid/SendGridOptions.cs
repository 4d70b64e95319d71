using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>A SendGrid source's own settings.</summary>
internal sealed record SendGridOptions
{
    private const int MaxToleranceMinutes = 2880;
    private const int MaxNameLength = 100;

    /// <summary>
    /// How far the signed timestamp may be from now, in minutes, before or after; 0 takes any. Default 10, range 0 to 2880.
    /// The figure is ours: SendGrid documents none, nor whether a retry (it retries for up to 24 hours) is signed anew.
    /// </summary>
    public int ToleranceMinutes { get; set; } = 10;

    /// <summary>Keep the IP address and user agent of opens and clicks on the timeline. Default: false.</summary>
    public bool KeepIp { get; set; }

    /// <summary>Unsubscribe group (its number as text) to consent purpose. Default for one not named: <c>sendgrid_group_{id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Groups { get; set; } = new Dictionary<string, string>();

    /// <summary>Custom arguments, by name, that go to the timeline with an event. Default: none.</summary>
    public IReadOnlyList<string> CustomArguments { get; set; } = [];

    public bool Validate(ConfigErrors errors)
    {
        var before = errors.All.Count;
        if (ToleranceMinutes is < 0 or > MaxToleranceMinutes)
        {
            errors.Add("$.options.toleranceMinutes", $"Must be 0 (off) to {MaxToleranceMinutes}.");
        }

        foreach (var (group, purpose) in Groups)
        {
            if (!group.All(char.IsAsciiDigit) || group.Length == 0 || string.IsNullOrWhiteSpace(purpose) || purpose.Length > MaxNameLength)
            {
                errors.Add($"$.options.groups['{group}']", $"Must be a group's number and a purpose of 1 to {MaxNameLength} characters.");
            }
        }

        for (var i = 0; i < CustomArguments.Count; i++)
        {
            if (CustomArguments[i] is not { Length: > 0 and <= MaxNameLength })
            {
                errors.Add($"$.options.customArguments[{i}]", $"Must be a name of 1 to {MaxNameLength} characters.");
            }
        }

        return errors.All.Count == before;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SendGridOptions))]
internal sealed partial class SendGridOptionsJson : JsonSerializerContext;
