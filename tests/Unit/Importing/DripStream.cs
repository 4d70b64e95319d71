namespace ServerlessCdi.Tests.Unit.Importing;

/// <summary>Gives bytes a few at a time, so that everything is cut everywhere.</summary>
internal sealed class DripStream(byte[] bytes, int step) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer.Length > step ? buffer[..step] : buffer, cancellationToken);
}
