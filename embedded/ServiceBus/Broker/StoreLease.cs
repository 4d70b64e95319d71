namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A client's hold on its store, opened at the first use, as the official client connects at the first use.</summary>
internal sealed class StoreLease(EmbeddedConnectionString connection, TimeProvider time, StoreRegistry registry) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Store? _store;
    private bool _closed;

    public TimeProvider Time => time;

    public async ValueTask<Store> OpenAsync(CancellationToken cancellationToken)
    {
        if (_store is { } open)
        {
            return open;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Azure.Messaging.ServiceBus.ServiceBusClient));
            if (_store is null)
            {
                var definitions = connection.ReadDefinitions();
                var store = registry.Acquire(connection.Folder, time);
                try
                {
                    await store.RunAsync(ledger => QueueWork.Define(ledger, definitions));
                }
                catch
                {
                    registry.Release(store);
                    throw;
                }

                _store = store;
            }

            return _store;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _closed = true;
            if (_store is { } store)
            {
                _store = null;
                registry.Release(store);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
