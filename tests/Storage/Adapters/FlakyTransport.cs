using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>A vault's transport that counts what passes, and fails or waits when a test says so.</summary>
internal sealed class FlakyTransport(HttpPipelineTransport inner) : HttpPipelineTransport
{
    private int _requests;

    public bool Failing { get; set; }

    /// <summary>Requests wait for this, if it is set.</summary>
    public Task? Gate { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        Count();
        inner.Process(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Count();
        if (Gate is { } gate)
        {
            await gate;
        }

        await inner.ProcessAsync(message);
    }

    private void Count()
    {
        Interlocked.Increment(ref _requests);
        if (Failing)
        {
            throw new IOException("The vault cannot be reached.");
        }
    }
}
