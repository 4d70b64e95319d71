using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ServerlessCdi.Embedded.Tables.Rest;
using ServerlessCdi.Embedded.Tables.Sqlite;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>Chooses the store that a connection string or an address means.</summary>
internal static class BackendFactory
{
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>The emulator's address and its published account: https://learn.microsoft.com/azure/storage/common/storage-use-azurite.</summary>
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorAddress = "http://127.0.0.1:10002/devstoreaccount1";
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">The text is not a connection string that this knows.</exception>
    public static ITableBackend Create(string connectionString, TableClientOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parts = ConnectionText.Read(connectionString);
        if (parts.TryGetValue("Cdi", out var kind))
        {
            return kind == "embedded" && parts.TryGetValue("Path", out var folder) && folder.Length > 0
                ? new SqliteBackend(TableStore.At(folder))
                : throw new FormatException("An embedded connection string has the form 'Cdi=embedded;Path=<folder>'.");
        }

        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Create(new Uri(EmulatorAddress), new TableSharedKeyCredential(EmulatorAccount, EmulatorKey), options);
        }

        var credential = new TableSharedKeyCredential(ConnectionText.Need(parts, "AccountName"), ConnectionText.Need(parts, "AccountKey"));
        return Create(ConnectionText.TableAddress(parts), credential, options);
    }

    public static ITableBackend Create(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return Create(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential), options);
    }

    public static ITableBackend Create(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("Cannot use TokenCredential without HTTPS.", nameof(endpoint));
        }

        return Create(endpoint, endpoint.Host.Split('.')[0], new BearerTokenAuthenticationPolicy(credential, Scope), options);
    }

    private static RestBackend Create(Uri endpoint, string account, HttpPipelinePolicy signing, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        var pipeline = HttpPipelineBuilder.Build(options, signing);
        return new RestBackend(new RestRequests(pipeline, endpoint, options.VersionString), account);
    }
}
