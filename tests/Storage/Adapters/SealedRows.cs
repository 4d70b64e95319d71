using System.Text;
using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class SealedRows : StoreTest
{
    private static readonly string[] Canaries =
        ["canary.mail@example.com", "canary.mail", "Canaryfirst", "+447700900123", "canary-record-key", "canary-change-id", "canary evidence", "canary-payload", "canary-vendor-id"];

    [Fact]
    public async Task No_file_of_the_tables_or_the_vault_holds_anything_of_a_person()
    {
        var id = People.NewId();
        var change = People.Change("canary-change-id", key: "canary-record-key") with
        {
            Identifiers = [new(Identifier.Email, "canary.mail@example.com"), new(Identifier.Phone, "+447700900123"), new(Identifier.UserId, "canary-vendor-id")],
            Fields = [new("firstName", FieldValue.Text("Canaryfirst")), new("notes", FieldValue.Text(string.Concat(Enumerable.Repeat("Canaryfirst ", 20_000))))],
            Consents = [new ConsentEntry("marketing", "email", ConsentState.Granted, Evidence: "canary evidence")],
        };
        var saved = await Store.Profiles.SaveAsync(id, change, change with { Id = "canary-change-id 2", TimeIsReceipt = true });
        await Store.Identities.ClaimAsync(id, [.. saved.Profile.Golden.Identifiers], None);
        await Store.Profiles.SaveSentAsync(id, new("crm-back", "h", 1, People.Noon, [], DeliveryOutcome.Failed, "canary-vendor-id"), None);
        await Store.Work.UpsertAsync([new(new("crm-back", 0), id, People.Noon)], None);
        await Store.Quarantine.AddAsync(
            [new("q1", "crm", "canary-payload", People.Noon, "canary-payload"u8.ToArray()), new("q2", "crm", "r", People.Noon, default, change)], None);

        var files = Directory.GetFiles(Store.Folder, "*", SearchOption.AllDirectories).ToDictionary(f => f, ReadShared);

        // What may be there is found, so the scan sees what the rows say.
        Assert.Contains(files.Values, f => Holds(f, "record|crm|contact|"));
        Assert.Contains(files.Values, f => Holds(f, "id|email|"));
        foreach (var canary in Canaries)
        {
            Assert.All(files, file => Assert.False(Holds(file.Value, canary), $"{file.Key} holds {canary}"));
        }
    }

    [Fact]
    public async Task A_value_moved_to_another_persons_row_does_not_open()
    {
        var (one, other) = (People.NewId(), People.NewId());
        await Store.Profiles.SaveAsync(one, People.Change("a"));
        await Store.Profiles.SaveAsync(other, People.Change("a"));
        var row = await RowAsync(one, "record|");
        row.PartitionKey = other.ToString();
        await Store.Table("profiles").UpsertEntityAsync(row, TableUpdateMode.Replace);

        var error = await Assert.ThrowsAsync<SealBrokenException>(() => Store.Profiles.LoadAsync(other, None));

        Assert.Contains($"profiles|{other}|record|crm|contact|", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_moved_to_another_row_of_the_same_person_does_not_open()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, People.Change("a"), People.Change("b", 1, source: "shop"));
        var crm = await RowAsync(id, "record|crm|");
        crm.RowKey = (await RowAsync(id, "record|shop|")).RowKey;
        await Store.Table("profiles").UpsertEntityAsync(crm, TableUpdateMode.Replace);

        await Assert.ThrowsAsync<SealBrokenException>(() => Store.Profiles.LoadAsync(id, None));
    }

    [Fact]
    public async Task A_data_key_copied_to_another_person_does_not_unwrap()
    {
        var (one, other) = (People.NewId(), People.NewId());
        await Store.Profiles.SaveAsync(one, People.Change("a"));
        await Store.Profiles.SaveAsync(other, People.Change("a"));
        var row = await RowAsync(one, "profile");
        row.PartitionKey = other.ToString();
        await Store.Table("profiles").UpsertEntityAsync(row, TableUpdateMode.Replace);

        var error = await Assert.ThrowsAsync<DataKeyUnavailableException>(() => Store.Profiles.LoadGoldenAsync(other, None));

        Assert.Equal(other, error.Profile);
    }

    [Fact]
    public async Task A_key_under_a_version_that_the_vault_no_longer_gives_names_person_and_version()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, People.Change("a"));
        var version = (await Store.SecretClient.GetSecretAsync("cdi-key-encryption")).Value.Properties;
        version.Enabled = false;
        await Store.SecretClient.UpdateSecretPropertiesAsync(version);

        await using var restarted = Store.AnotherInstance();
        var error = await Assert.ThrowsAsync<DataKeyUnavailableException>(() => restarted.Profiles.LoadAsync(id, None));

        Assert.Equal((id, version.Version), (error.Profile, error.SecretVersion));
        Assert.Contains(version.Version, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_under_another_secret_does_not_unwrap()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, People.Change("a"));
        var row = await RowAsync(id, "profile");
        var wrapped = row.GetBinary("k") ?? [];
        wrapped[^1] ^= 1;
        row["k"] = wrapped;
        await Store.Table("profiles").UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        await Assert.ThrowsAsync<DataKeyUnavailableException>(() => Store.Profiles.LoadAsync(id, None));
    }

    [Fact]
    public async Task After_a_rotation_the_next_change_wraps_the_key_anew_and_the_old_version_can_go()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, People.Change("a"));
        var old = (await Store.SecretClient.GetSecretAsync("cdi-key-encryption")).Value.Properties;
        Store.Time.Advance(TimeSpan.FromMinutes(1));
        await Store.SecretClient.SetSecretAsync("cdi-key-encryption", Convert.ToBase64String(new byte[32]));
        Store.Time.Advance(TimeSpan.FromMinutes(6));

        var saved = await Store.Profiles.SaveAsync(id, People.Change("b", 1));
        old.Enabled = false;
        await Store.SecretClient.UpdateSecretPropertiesAsync(old);

        await using var restarted = Store.AnotherInstance();
        Assert.Equal(People.Text(saved.Profile), People.Text((await restarted.Profiles.LoadAsync(id, None))!.Profile));
        Assert.Equal(["b", "a"], await restarted.Profiles.TimelineIdsAsync(id));
    }

    private async Task<TableEntity> RowAsync(ProfileId id, string prefix)
    {
        await foreach (var row in Store.Table("profiles").QueryAsync<TableEntity>($"PartitionKey eq '{id}'"))
        {
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
            {
                return row;
            }
        }

        throw new InvalidOperationException($"No row {prefix}");
    }

    private static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
