using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>The paths and methods of the secrets API.</summary>
internal sealed class VaultRouter(VaultService service)
{
    private const int LargestPage = 25;

    public VaultReply Handle(HttpMethod method, Uri uri, byte[] body)
    {
        var query = ReadQuery(uri);
        if (!query.TryGetValue("api-version", out var version) || version.Length == 0)
        {
            return VaultReply.BadParameter("api-version must be specified");
        }

        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var page = new VaultPage(version, query.GetValueOrDefault("$skiptoken"), LargestPage);
        if (query.TryGetValue("maxresults", out var max))
        {
            if (!int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > LargestPage)
            {
                return VaultReply.BadParameter($"The maxresults must be between 1 and {LargestPage}.");
            }

            page = page with { Size = size };
        }

        return segments switch
        {
            ["secrets"] when method == HttpMethod.Get => service.List(page),
            ["secrets", "restore"] when method == HttpMethod.Post => VaultReply.NotImplemented("restoring a secret from a backup"),
            ["secrets", var name, .. var rest] => Named(method, name, rest, page, body),
            ["deletedsecrets"] when method == HttpMethod.Get => service.ListDeleted(page),
            ["deletedsecrets", var name, .. var rest] => Deleted(method, name, rest),
            _ => VaultReply.NoSuchOperation(uri.AbsolutePath),
        };
    }

    private VaultReply Named(HttpMethod method, string name, string[] rest, VaultPage page, byte[] body)
    {
        if (!VaultRules.IsName(name))
        {
            return VaultReply.BadParameter($"The request URI contains an invalid name: {name}");
        }

        return rest switch
        {
            [] when method == HttpMethod.Put => service.Set(name, Read(body)),
            [] when method == HttpMethod.Get => service.Get(name, null),
            [] when method == HttpMethod.Patch => service.Update(name, null, Read(body)),
            [] when method == HttpMethod.Delete => service.Delete(name),
            ["versions"] when method == HttpMethod.Get => service.ListVersions(name, page),
            ["backup"] when method == HttpMethod.Post => VaultReply.NotImplemented("backing up a secret"),
            [var version] when method == HttpMethod.Get => service.Get(name, version),
            [var version] when method == HttpMethod.Patch => service.Update(name, version, Read(body)),
            _ => VaultReply.NoSuchOperation($"/secrets/{name}/{string.Join('/', rest)}"),
        };
    }

    private VaultReply Deleted(HttpMethod method, string name, string[] rest) => rest switch
    {
        [] when method == HttpMethod.Get => service.GetDeleted(name),
        [] when method == HttpMethod.Delete => service.Purge(name),
        ["recover"] when method == HttpMethod.Post => service.Recover(name),
        _ => VaultReply.NoSuchOperation($"/deletedsecrets/{name}/{string.Join('/', rest)}"),
    };

    private static SecretRequestWire Read(byte[] body) =>
        JsonSerializer.Deserialize(body, VaultJson.Default.SecretRequestWire) ?? new SecretRequestWire(null, null, null, null);

    private static Dictionary<string, string> ReadQuery(Uri uri)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            query[Uri.UnescapeDataString(name)] = equals < 0 ? "" : Uri.UnescapeDataString(part[(equals + 1)..]);
        }

        return query;
    }
}
