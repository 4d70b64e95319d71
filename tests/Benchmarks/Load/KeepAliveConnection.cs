using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessCdi.Benchmarks.Load;

/// <summary>One HTTP/1.1 connection with one request under way, as lean as the answers allow: a status line and a Content-Length.</summary>
internal sealed class KeepAliveConnection(int port) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public Task ConnectAsync(CancellationToken cancellationToken) => _socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken).AsTask();

    /// <returns>The status of the answer.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, cancellationToken)..];
        }

        var received = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(received), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            received += read;
            if (IsWhole(_buffer.AsSpan(0, received)))
            {
                return ((_buffer[9] - '0') * 100) + ((_buffer[10] - '0') * 10) + (_buffer[11] - '0');
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(answer[..end]);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        const string Length = "Content-Length:";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return true;
        }

        var value = head.AsSpan(at + Length.Length);
        var stop = value.IndexOf('\r');
        var length = int.Parse(stop < 0 ? value : value[..stop], System.Globalization.CultureInfo.InvariantCulture);
        return answer.Length >= end + 4 + length;
    }
}
