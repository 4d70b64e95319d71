using System.Security.Cryptography;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Importing;

/// <summary>The file or standard input, read once from its beginning.</summary>
internal sealed class ImportFile : IAsyncDisposable
{
    private const int FingerprintBytes = 1024 * 1024;

    private readonly Stream _stream;

    private ImportFile(Stream stream, bool hasLength)
    {
        _stream = stream;
        Length = hasLength ? stream.Length : null;
    }

    /// <summary>Bytes on the disk; null where nobody knows.</summary>
    public long? Length { get; }

    /// <summary>Bytes of them that were read.</summary>
    public long Position => Length is null ? 0 : _stream.Position;

    /// <exception cref="CliFailure">It is not there or may not be read.</exception>
    public static ImportFile Open(string path, CliHost host)
    {
        if (path == "-")
        {
            return new(host.In(), hasLength: false);
        }

        try
        {
            var stream = new FileStream(Path.GetFullPath(path, host.Directory), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
            return new(stream, stream.CanSeek);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure($"{path} cannot be opened: {fault.Message}", ExitCodes.Usage);
        }
    }

    /// <summary>Names the file by its size and its first megabyte; null for what can be read only once.</summary>
    public async Task<string?> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (Length is null)
        {
            return null;
        }

        var first = new byte[FingerprintBytes];
        var count = await _stream.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        _stream.Position = 0;
        return $"{Convert.ToHexStringLower(SHA256.HashData(first.AsSpan(0, count)))}-{Length}";
    }

    public async Task<RowReader> RowsAsync(RowFormat format, CancellationToken cancellationToken) =>
        await RowReader.OpenAsync(await RowStream.OpenAsync(_stream, long.MaxValue, cancellationToken), format, cancellationToken);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
