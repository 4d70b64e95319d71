namespace ServerlessCdi.Tests.Testing.People;

/// <summary>A set as files: NAME.records.csv is what a matcher may see, NAME.truth.csv who is who.</summary>
public static class PeopleFiles
{
    public static async Task WriteAsync(PeopleSet set, string folder, string name, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        await using var records = new StreamWriter(Path.Combine(folder, $"{name}.records.csv"));
        await using var truth = new StreamWriter(Path.Combine(folder, $"{name}.truth.csv"));
        await records.WriteAsync($"record_id,{string.Join(',', PersonRecord.Columns)}\n");
        await truth.WriteAsync("record_id,cluster_id\n");
        foreach (var record in set.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await records.WriteAsync($"{record.Id},{string.Join(',', record.Values.Select(Quoted))}\n");
            await truth.WriteAsync($"{record.Id},p{record.Person:D7}\n");
        }
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"\n\r") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
