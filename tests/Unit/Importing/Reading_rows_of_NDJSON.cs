using System.Text;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Tests.Unit.Importing;

public sealed class Reading_rows_of_NDJSON
{
    private static readonly RowFormat Ndjson = new() { Kind = RowKind.Ndjson };

    [Fact]
    public async Task A_line_is_a_row_as_it_stands_and_a_blank_one_is_none()
    {
        byte[] file = [.. Encoding.UTF8.GetPreamble(), .. "{\"id\":1}\r\n\n{\"id\": 2}\nno json\n{\"id\":3}"u8];

        var rows = await RowFile.ReadAsync(file, Ndjson);

        Assert.Equal(["""{"id":1}""", """{"id": 2}""", "no json", """{"id":3}"""], rows.Select(r => r.Text()));
        Assert.All(rows, r => Assert.Null(r.Wrong));
    }

    [Fact]
    public async Task A_line_above_the_limit_is_wrong_and_the_next_is_read()
    {
        var rows = await RowFile.ReadAsync($"{{\"a\":\"{new string('x', RowFormat.MaxRowChars)}\"}}\n{{\"id\":2}}", Ndjson);

        Assert.Equal(2, rows.Count);
        Assert.NotNull(rows[0].Wrong);
        Assert.Equal("""{"id":2}""", rows[1].Text());
    }
}
