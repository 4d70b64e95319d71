using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>The operations on secrets, with the outcomes that the service gives.</summary>
internal sealed class VaultService(VaultStore store, SecretSeal seal, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public VaultReply Set(string name, SecretRequestWire request)
    {
        if (VaultRules.Broken(request, valueIsRequired: true) is { } broken)
        {
            return VaultReply.BadParameter(broken);
        }

        var version = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return store.Write(connection =>
        {
            VaultStore.Sweep(connection, Now);
            var before = VaultStore.Find(connection, name, null);
            if (before?.DeletedAt is not null)
            {
                return VaultReply.NameReserved(name);
            }

            var row = new SecretRow(before?.Name ?? name, version)
            {
                Sealed = seal.Seal(name, version, request.Value ?? ""),
                ContentType = request.ContentType,
                Tags = request.Tags,
                Enabled = request.Attributes?.Enabled ?? true,
                NotBefore = request.Attributes?.NotBefore,
                Expires = request.Attributes?.Expires,
                Created = Now,
                Updated = Now,
            };
            VaultStore.Insert(connection, row);
            return VaultReply.Ok(VaultShapes.Secret(row) with { Value = request.Value }, VaultJson.Default.SecretWire);
        });
    }

    // Not-before and expiry are information for the reader: the service hands out a secret outside of them.
    public VaultReply Get(string name, string? version) => store.Read(connection => VaultStore.Find(connection, name, version)) switch
    {
        null or { DeletedAt: not null } => VaultReply.NotFound(version is null ? name : $"{name}/{version}"),
        { Enabled: false } => VaultReply.Disabled(),
        var row => VaultReply.Ok(
            VaultShapes.Secret(row) with { Value = seal.Open(row.Name, row.Version, row.Sealed) },
            VaultJson.Default.SecretWire),
    };

    public VaultReply Update(string name, string? version, SecretRequestWire request)
    {
        if (VaultRules.Broken(request, valueIsRequired: false) is { } broken)
        {
            return VaultReply.BadParameter(broken);
        }

        return store.Write(connection =>
        {
            if (VaultStore.Find(connection, name, version) is not { DeletedAt: null } row)
            {
                return VaultReply.NotFound(version is null ? name : $"{name}/{version}");
            }

            var changed = row with
            {
                ContentType = request.ContentType ?? row.ContentType,
                Tags = request.Tags ?? row.Tags,
                Enabled = request.Attributes?.Enabled ?? row.Enabled,
                NotBefore = request.Attributes?.NotBefore ?? row.NotBefore,
                Expires = request.Attributes?.Expires ?? row.Expires,
                Updated = Now,
            };
            VaultStore.Update(connection, changed);
            return VaultReply.Ok(VaultShapes.Secret(changed), VaultJson.Default.SecretWire);
        });
    }

    public VaultReply List(VaultPage page) => ListLatest(page, deleted: false, "secrets", VaultShapes.Listed);

    public VaultReply ListDeleted(VaultPage page)
    {
        Sweep();
        return ListLatest(page, deleted: true, "deletedsecrets", row => VaultShapes.Deleted(row, VaultShapes.SecretId(row.Name)));
    }

    public VaultReply ListVersions(string name, VaultPage page)
    {
        var after = long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
        var rows = store.Read(connection => VaultStore.Versions(connection, name, after, page.Size + 1));
        var next = Next(rows, page, $"secrets/{name}/versions", row => row.Sequence.ToString(CultureInfo.InvariantCulture));
        return Listing(rows, page, VaultShapes.Secret, next);
    }

    public VaultReply Delete(string name) => store.Write(connection =>
    {
        VaultStore.Sweep(connection, Now);
        if (VaultStore.Find(connection, name, null) is not { DeletedAt: null } row)
        {
            return VaultReply.NotFound(name);
        }

        var now = Now;
        var deleted = row with { DeletedAt = now, PurgeAt = now + (long)TimeSpan.FromDays(VaultRules.RecoverableDays).TotalSeconds };
        VaultStore.MarkDeleted(connection, name, deleted.DeletedAt, deleted.PurgeAt);
        return VaultReply.Ok(VaultShapes.Deleted(deleted, VaultShapes.VersionId(deleted)), VaultJson.Default.SecretWire);
    });

    public VaultReply GetDeleted(string name) => OnDeleted(name, (_, row) =>
        VaultReply.Ok(VaultShapes.Deleted(row, VaultShapes.VersionId(row)), VaultJson.Default.SecretWire));

    public VaultReply Recover(string name) => OnDeleted(name, (connection, row) =>
    {
        VaultStore.MarkDeleted(connection, name, null, null);
        return VaultReply.Ok(VaultShapes.Secret(row), VaultJson.Default.SecretWire);
    });

    public VaultReply Purge(string name) => OnDeleted(name, (connection, row) =>
    {
        VaultStore.Remove(connection, row.Name);
        return VaultReply.NoContent();
    });

    private VaultReply OnDeleted(string name, Func<SqliteConnection, SecretRow, VaultReply> then) => store.Write(connection =>
    {
        VaultStore.Sweep(connection, Now);
        return VaultStore.Find(connection, name, null) is { DeletedAt: not null } row
            ? then(connection, row)
            : VaultReply.DeletedNotFound(name);
    });

    private void Sweep() => store.Write(connection =>
    {
        VaultStore.Sweep(connection, Now);
        return true;
    });

    private VaultReply ListLatest(VaultPage page, bool deleted, string path, Func<SecretRow, SecretWire> shape)
    {
        var rows = store.Read(connection => VaultStore.Latest(connection, deleted, page.After, page.Size + 1));
        return Listing(rows, page, shape, Next(rows, page, path, row => row.Name));
    }

    private static VaultReply Listing(IReadOnlyList<SecretRow> rows, VaultPage page, Func<SecretRow, SecretWire> shape, string? next) =>
        VaultReply.Ok(new SecretListWire([.. rows.Take(page.Size).Select(shape)], next), VaultJson.Default.SecretListWire);

    // One row more than the page was asked for: its presence is the proof that there is a next page.
    private static string? Next(IReadOnlyList<SecretRow> rows, VaultPage page, string path, Func<SecretRow, string> token) =>
        rows.Count <= page.Size ? null : VaultShapes.NextLink(path, page, token(rows[page.Size - 1]));
}
