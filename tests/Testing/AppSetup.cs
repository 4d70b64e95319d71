namespace ServerlessCdi.Tests.Testing;

/// <summary>What an <see cref="AppProcess"/> is started with. Everything that is not named is as a newcomer has it.</summary>
public sealed record AppSetup
{
    /// <summary>The app's data folder; a temporary one, removed with the process, where none is named.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The folder for <c>CDI_CONFIG</c>; the integration that is shipped with the app where none is named.</summary>
    public string? ConfigFolder { get; init; }

    /// <summary>The connection string <c>Tables</c>, such as Azurite's; the data folder where none is named.</summary>
    public string? Tables { get; init; }

    /// <summary>Put into the vault before the start.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>More environment variables, which win over the harness's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>0: the app chooses a free one, and keeps it over a restart.</summary>
    public int Port { get; init; }
}
