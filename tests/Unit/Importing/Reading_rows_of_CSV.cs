using System.IO.Compression;
using System.Text;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Tests.Unit.Importing;

public sealed class Reading_rows_of_CSV
{
    private const string Tricky =
        "id,name,note\r\n1,\"Doe, Jane\",\"said \"\"hi\"\"\"\r\n2,5\" pipe,\"two\r\nlines\"\n\n3,,\r4,é€😀,last";

    private static readonly string[] TrickyRows =
    [
        """{"id":"1","name":"Doe, Jane","note":"said \"hi\""}""",
        """{"id":"2","name":"5\" pipe","note":"two\r\nlines"}""",
        """{"id":"3","name":"","note":""}""",
        """{"id":"4","name":"é€\uD83D\uDE00","note":"last"}""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Quotes_newlines_and_blank_lines_are_read_the_same_wherever_the_stream_is_cut(int step)
    {
        var reader = await RowFile.OpenAsync(new DripStream(Encoding.UTF8.GetBytes(Tricky), step));
        var rows = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
        {
            Assert.Null(row.Wrong);
            rows.Add(row.Text());
        }

        Assert.Equal(TrickyRows, rows);
    }

    [Theory]
    [InlineData("id;name\n1;a,b\n", """{"id":"1","name":"a,b"}""")]
    [InlineData("id\tname\n1\ta;b\n", """{"id":"1","name":"a;b"}""")]
    [InlineData("id|name\n1|a\tb\n", """{"id":"1","name":"a\tb"}""")]
    [InlineData("id,\"a;b;c;d\"\n1,x\n", """{"id":"1","a;b;c;d":"x"}""")]
    public async Task The_delimiter_is_the_one_that_the_header_has_most_of(string file, string row) =>
        Assert.Equal(row, Assert.Single(await RowFile.ReadAsync(file)).Text());

    [Fact]
    public async Task A_stated_delimiter_wins()
    {
        var rows = await RowFile.ReadAsync("a,b;c,d\n1;2\n", new() { Delimiter = ';' });
        Assert.Equal("""{"a,b":"1","c,d":"2"}""", Assert.Single(rows).Text());
    }

    public static TheoryData<string, bool, string?> Encodings => new()
    {
        { "utf-8", true, null },
        { "utf-8", false, null },
        { "utf-16", true, null },
        { "utf-16be", true, null },
        { "utf-16", false, "utf-16" },
        { "windows-1252", false, "windows-1252" },
        { "latin1", false, "latin1" },
        { "utf-8", true, "windows-1252" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Accents_survive_every_encoding_by_its_mark_or_its_name(string encoding, bool marked, string? stated)
    {
        var written = RowEncoding.Find(encoding)!;
        byte[] mark = marked ? [.. Encoding.GetEncoding(written.CodePage).GetPreamble()] : [];
        byte[] file = [.. marked && mark.Length == 0 ? Encoding.UTF8.GetPreamble() : mark, .. written.GetBytes("id,name\n1,Zoë Müller\n")];

        var rows = await RowFile.ReadAsync(file, new() { Encoding = stated });

        Assert.Equal("""{"id":"1","name":"Zoë Müller"}""", Assert.Single(rows).Text());
    }

    [Fact]
    public async Task The_euro_sign_of_windows_is_not_a_control_character()
    {
        var rows = await RowFile.ReadAsync([.. "id,price\n1,"u8, 0x80, .. "9\n"u8], new() { Encoding = "windows-1252" });
        Assert.Equal("""{"id":"1","price":"€9"}""", Assert.Single(rows).Text());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_make_their_own_row_wrong_and_say_what_to_state()
    {
        var rows = await RowFile.ReadAsync([.. "id,name\n1,Zo"u8, 0xEB, .. "\n2,Ada\n"u8]);

        Assert.Contains("encoding", rows[0].Wrong, StringComparison.Ordinal);
        Assert.Equal("""{"id":"2","name":"Ada"}""", rows[1].Text());
    }

    [Fact]
    public async Task A_ragged_row_is_a_row_with_the_reason_and_its_neighbours_are_not_harmed()
    {
        var rows = await RowFile.ReadAsync("id,name\n1,a,b\n2\n3,c\n");

        Assert.Equal("the row has 3 values where the header has 2", rows[0].Wrong);
        Assert.Equal("1,a,b", rows[0].Text());
        Assert.Equal("the row has 1 values where the header has 2", rows[1].Wrong);
        Assert.Equal("""{"id":"3","name":"c"}""", rows[2].Text());
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_its_own_line_and_not_the_rest_of_the_file()
    {
        var rows = await RowFile.ReadAsync("id,name\n1,\"open\n2,\"b\"\n3,\"c\" d\n4,e\n");

        Assert.Equal(4, rows.Count);
        Assert.Equal("1,\"open", rows[0].Text());
        Assert.Equal(["1", "3"], rows.Where(r => r.Wrong is not null).Select(r => r.Text()[..1]));
        Assert.Equal("""{"id":"2","name":"b"}""", rows[1].Text());
        Assert.Equal("""{"id":"4","name":"e"}""", rows[3].Text());
    }

    [Fact]
    public async Task A_row_above_the_limit_is_cut_and_known_again_by_whoever_reads_what_was_kept()
    {
        var file = $"id,name\n1,{new string('x', RowFormat.MaxRowChars)}\n2,b\n";
        var reader = await RowFile.OpenAsync(new DripStream(Encoding.UTF8.GetBytes(file), 50_000));
        var cut = (await reader.ReadAsync(CancellationToken.None))!.Value;
        var kept = $"id,name\n{reader.Raw}\n";
        var next = (await reader.ReadAsync(CancellationToken.None))!.Value;

        Assert.Contains("characters", cut.Wrong, StringComparison.Ordinal);
        Assert.True(cut.Content.Length < 1000);
        Assert.Equal("""{"id":"2","name":"b"}""", next.Text());
        var again = Assert.Single(await RowFile.ReadAsync(kept));
        Assert.Equal((cut.Wrong, cut.Text()), (again.Wrong, again.Text()));
    }

    [Fact]
    public async Task What_was_read_reads_the_same_again_when_it_is_sent_on_as_it_stands()
    {
        var reader = await RowFile.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(Tricky + "\n9,\"torn\n10,b,c,d\n")));
        var (sent, first) = (new StringBuilder(reader.Header).Append('\n'), RowChecksum.Start());
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
        {
            sent.Append(reader.Raw).Append('\n');
            first.Add(row);
        }

        var second = RowChecksum.Start();
        (await RowFile.ReadAsync(sent.ToString())).ForEach(second.Add);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.NotEqual(RowChecksum.Start().ToString(), first.ToString());
    }

    [Fact]
    public async Task Headers_are_trimmed_renamed_and_made_different()
    {
        var format = new RowFormat { Rename = new Dictionary<string, string> { ["E-mail"] = "email" } };
        var reader = await RowFile.OpenAsync(new MemoryStream("id, E-mail ,Phone,Phone,\n1,2,3,4,5\n"u8.ToArray()), format);

        Assert.Equal(["id", "email", "Phone", "Phone (2)", "column 5"], reader.Columns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\"id")]
    public async Task A_file_without_a_header_cannot_be_read(string file) =>
        await Assert.ThrowsAsync<ImportFormatException>(() => RowFile.ReadAsync(file));

    [Fact]
    public async Task Renaming_a_header_that_is_not_there_is_a_mistake()
    {
        var format = new RowFormat { Rename = new Dictionary<string, string> { ["mail"] = "email" } };
        var wrong = await Assert.ThrowsAsync<ImportFormatException>(() => RowFile.ReadAsync("id,email\n1,x\n", format));
        Assert.Contains("\"mail\"", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_is_known_by_its_first_bytes_and_a_broken_one_is_an_error_and_not_the_end()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("id,name\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},name {i * 7919}\n"))));
        }

        var bytes = packed.ToArray();
        Assert.Equal(5000, (await RowFile.ReadAsync(bytes)).Count);
        await Assert.ThrowsAsync<ImportFormatException>(() => RowFile.ReadAsync(bytes[..^(bytes.Length / 2)]));
        await Assert.ThrowsAsync<RowsTooLargeException>(async () =>
        {
            var reader = await RowFile.OpenAsync(new MemoryStream(bytes), limit: 1000);
            while (await reader.ReadAsync(CancellationToken.None) is not null)
            {
            }
        });
    }

    [Fact]
    public async Task Two_hundred_thousand_rows_pass_through_a_buffer_of_one()
    {
        const int rows = 200_000;
        var file = new GeneratedRows(rows);
        var reader = await RowFile.OpenAsync(file);
        var (read, ahead) = (0, 0);
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
        {
            Assert.Null(row.Wrong);
            read++;
            ahead = Math.Max(ahead, file.Generated - read);
        }

        Assert.Equal(rows, read);
        Assert.True(ahead < 5000, $"{ahead} rows were read ahead.");
        Assert.True(reader.BufferedChars <= 256 * 1024, $"{reader.BufferedChars} characters were held.");
    }
}
