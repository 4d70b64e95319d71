using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessCdi.Storage;

/// <summary>The Azure clients as the settings say, in the forms that the Functions host itself knows.</summary>
internal static class StorageClients
{
    public static TableServiceClient Tables(IServiceProvider services, IConfiguration configuration)
    {
        if (configuration["Tables"] is { Length: > 0 } connection)
        {
            return new TableServiceClient(connection);
        }

        var uri = Required(configuration, "Tables:serviceUri", "the connection string 'Tables'");
        return new TableServiceClient(new Uri(uri), Credential(services, configuration, "Tables"));
    }

    public static ServiceBusClient ServiceBus(IServiceProvider services, IConfiguration configuration)
    {
        if (configuration["ServiceBus"] is { Length: > 0 } connection)
        {
            return new ServiceBusClient(connection);
        }

        var name = Required(configuration, "ServiceBus:fullyQualifiedNamespace", "the connection string 'ServiceBus'");
        return new ServiceBusClient(name, Credential(services, configuration, "ServiceBus"));
    }

    public static ServiceBusAdministrationClient ServiceBusAdministration(IServiceProvider services, IConfiguration configuration)
    {
        if (configuration["ServiceBus"] is { Length: > 0 } connection)
        {
            return new ServiceBusAdministrationClient(connection);
        }

        var name = Required(configuration, "ServiceBus:fullyQualifiedNamespace", "the connection string 'ServiceBus'");
        return new ServiceBusAdministrationClient(name, Credential(services, configuration, "ServiceBus"));
    }

    public static SecretClient Secrets(IServiceProvider services, IConfiguration configuration)
    {
        var uri = Required(configuration, "KeyVault:vaultUri", "a SecretClient among the services");
        return new SecretClient(
            new Uri(uri),
            Credential(services, configuration, "KeyVault"),
            services.GetService<SecretClientOptions>() ?? new SecretClientOptions());
    }

    private static TokenCredential Credential(IServiceProvider services, IConfiguration configuration, string section)
    {
        if (services.GetService<TokenCredential>() is { } given)
        {
            return given;
        }

        var options = new DefaultAzureCredentialOptions();
        if (configuration[$"{section}:clientId"] is { Length: > 0 } clientId)
        {
            options.ManagedIdentityClientId = clientId;
        }

        return new DefaultAzureCredential(options);
    }

    private static string Required(IConfiguration configuration, string key, string alternative) =>
        configuration[key] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Setting '{key}' (environment variable '{key.Replace(":", "__", StringComparison.Ordinal)}') or {alternative} is needed.");
}
