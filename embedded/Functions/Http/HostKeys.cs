using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.Hosting;
using ServerlessCdi.Embedded.Functions.Settings;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>
/// The keys that callers show in <c>x-functions-key</c> or <c>?code=</c>, kept in host-keys.json (mode 0600) of the data folder.
/// An edit of the file counts from the next request on; an edit that cannot be read leaves the keys as they were.
/// </summary>
internal sealed class HostKeys(DataFolder folder, ILogger<HostKeys> log)
{
    private const int KeyBytes = 40;

    // As the Functions host calls it.
    private const string MasterName = "_master";

    private readonly string _file = folder.FileNamed("host-keys.json");
    private readonly Lock _gate = new();
    private volatile Snapshot _keys = new(default, 0, null, []);

    public void Prepare()
    {
        try
        {
            if (!File.Exists(_file))
            {
                var keys = new HostKeysFile(NewKey(), new Dictionary<string, string> { ["default"] = NewKey() });
                OwnFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(keys, HostJsonContext.Default.HostKeysFile));
            }

            _keys = Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException($"The host's keys in {_file} cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>The name of the key that the request shows, where it opens this level; otherwise null.</summary>
    public string? Allows(AuthorizationLevel level, HttpRequest request)
    {
        var shown = request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
        if (shown.Length == 0)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(shown), hash);
        var keys = Current();
        var name = keys.Master is not null && CryptographicOperations.FixedTimeEquals(hash, keys.Master) ? MasterName : null;
        if (level == AuthorizationLevel.Function)
        {
            foreach (var key in keys.Functions)
            {
                name = CryptographicOperations.FixedTimeEquals(hash, key.Hash) ? name ?? key.Name : name;
            }
        }

        return name;
    }

    private Snapshot Current()
    {
        var keys = _keys;
        var file = new FileInfo(_file);
        if (file.Exists && file.LastWriteTimeUtc == keys.Written && file.Length == keys.Length)
        {
            return keys;
        }

        lock (_gate)
        {
            try
            {
                _keys = Read();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
            {
                Log.KeysUnreadable(log, failure.GetType().Name);
                _keys = _keys with { Written = file.Exists ? file.LastWriteTimeUtc : default, Length = file.Exists ? file.Length : 0 };
            }

            return _keys;
        }
    }

    private Snapshot Read()
    {
        var file = new FileInfo(_file);
        var (written, length) = (file.LastWriteTimeUtc, file.Length);
        var keys = JsonSerializer.Deserialize(File.ReadAllBytes(_file), HostJsonContext.Default.HostKeysFile);
        if (keys is not { Master.Length: > 0, FunctionKeys: not null })
        {
            throw new JsonException("\"master\" and \"functionKeys\" are needed.");
        }

        var functions = keys.FunctionKeys.Where(k => k.Value.Length > 0).Select(k => (k.Key, Hash(k.Value)));
        return new Snapshot(written, length, Hash(keys.Master), [.. functions]);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string NewKey() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private sealed record Snapshot(DateTime Written, long Length, byte[]? Master, (string Name, byte[] Hash)[] Functions);
}
