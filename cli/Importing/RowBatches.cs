using System.Buffers;
using System.Text;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Importing;

/// <summary>Cuts a file into requests: whole rows as they stand in it, below its header, in UTF-8.</summary>
internal sealed class RowBatches(RowReader reader)
{
    /// <summary>As many as the app applies together.</summary>
    private const int MostRows = 2000;

    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Over the rows read so far.</summary>
    public RowChecksum Checksum { get; } = RowChecksum.Start();

    /// <summary>Reads rows that the app has already; false where the file ends before.</summary>
    public async Task<bool> SkipAsync(long rows, Action<long> passed, CancellationToken cancellationToken)
    {
        while (Rows < rows)
        {
            if (await reader.ReadAsync(cancellationToken) is not { } row)
            {
                return false;
            }

            Add(row);
            if (Rows % MostRows == 0)
            {
                passed(Rows);
            }
        }

        return true;
    }

    /// <summary>The next request's body, or null at the end of the file.</summary>
    public async Task<RowBatch?> NextAsync(CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        var from = Rows;
        if (reader.Header is { } header)
        {
            Write(body, header);
        }

        while (Rows - from < MostRows && body.WrittenCount < MostBytes && await reader.ReadAsync(cancellationToken) is { } row)
        {
            Add(row);
            Write(body, reader.Raw);
        }

        return Rows == from ? null : new(from, Rows, body.WrittenMemory);
    }

    private void Add(ImportRow row)
    {
        Rows++;
        Checksum.Add(row);
    }

    private static void Write(ArrayBufferWriter<byte> body, ReadOnlySpan<char> line)
    {
        Encoding.UTF8.GetBytes(line, body);
        body.Write("\n"u8);
    }
}

/// <param name="From">Rows of the file before these.</param>
/// <param name="Next">Rows of the file up to their end.</param>
internal sealed record RowBatch(long From, long Next, ReadOnlyMemory<byte> Body);
