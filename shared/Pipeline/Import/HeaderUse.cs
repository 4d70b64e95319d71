using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>
/// Which columns of a file the source's mapping takes something from. It is found by trying: a row is read with and
/// without a column, and where that makes no difference in any of the rows tried, nobody has mapped it.
/// </summary>
public sealed record HeaderUse
{
    /// <summary>Readings that an import spends on this.</summary>
    private const int MostReadings = 2000;

    /// <summary>Rows tried of those that come together, so that the trial covers more than a file's beginning.</summary>
    private const int RowsTried = 4;

    /// <summary>Columns without a value so far; null before the first rows.</summary>
    public IReadOnlyList<string>? Untried { get; init; }

    /// <summary>Columns whose values made no difference.</summary>
    public IReadOnlyList<string> Idle { get; init; } = [];

    public int Readings { get; init; }

    internal HeaderUse Try(IReadOnlyList<string> columns, IReadOnlyList<ImportRow> rows, Func<ReadOnlyMemory<byte>, WebhookReading> read)
    {
        var untried = (Untried ?? columns).ToHashSet(StringComparer.Ordinal);
        var idle = Idle.ToHashSet(StringComparer.Ordinal);
        var readings = Readings;
        foreach (var row in rows.Where(r => r.Wrong is null).Take(RowsTried))
        {
            if (readings >= MostReadings || untried.Count + idle.Count == 0)
            {
                break;
            }

            using var document = JsonDocument.Parse(row.Content);
            var whole = Says(read(row.Content));
            foreach (var member in document.RootElement.EnumerateObject().Where(m => untried.Contains(m.Name) || idle.Contains(m.Name)))
            {
                if (whole is null || string.IsNullOrWhiteSpace(member.Value.GetString()))
                {
                    continue;
                }

                readings++;
                untried.Remove(member.Name);
                _ = whole == Says(read(Without(document.RootElement, member.Name))) ? idle.Add(member.Name) : idle.Remove(member.Name);
            }
        }

        // A column that was found in use is in neither list, and is not tried again.
        return new() { Untried = [.. columns.Where(untried.Contains)], Idle = [.. columns.Where(idle.Contains)], Readings = readings };
    }

    /// <summary>What a reading says beside the id, which may be a hash of the whole row; null where it says nothing.</summary>
    private static string? Says(WebhookReading reading) => reading.Changes.Count == 0
        ? null
        : JsonSerializer.Serialize([.. reading.Changes.Select(c => c with { Id = "" })], CoreJson.Relaxed.Changes);

    private static ReadOnlyMemory<byte> Without(JsonElement row, string column)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in row.EnumerateObject().Where(m => m.Name != column))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
