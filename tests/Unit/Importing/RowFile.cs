using System.Text;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Tests.Unit.Importing;

/// <summary>Reads a file that a test writes out.</summary>
internal static class RowFile
{
    public static Task<List<ImportRow>> ReadAsync(string text, RowFormat? format = null) => ReadAsync(Encoding.UTF8.GetBytes(text), format);

    public static async Task<List<ImportRow>> ReadAsync(byte[] bytes, RowFormat? format = null)
    {
        var reader = await OpenAsync(new MemoryStream(bytes), format);
        var rows = new List<ImportRow>();
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }

    public static async Task<RowReader> OpenAsync(Stream stream, RowFormat? format = null, long limit = long.MaxValue) =>
        await RowReader.OpenAsync(await RowStream.OpenAsync(stream, limit, CancellationToken.None), format ?? new(), CancellationToken.None);

    public static string Text(this ImportRow row) => Encoding.UTF8.GetString(row.Content.Span);
}
