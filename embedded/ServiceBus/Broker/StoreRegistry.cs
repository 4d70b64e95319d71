namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The stores that are open in this process, one a folder, shared by every client of that folder and closed with the last.</summary>
internal sealed class StoreRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Folder, TimeProvider Time), Entry> _open = [];

    public static StoreRegistry Process { get; } = new();

    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">The store cannot be opened; the message says why and what to do.</exception>
    public Store Acquire(string folder, TimeProvider time)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue((folder, time), out var entry))
            {
                _open[(folder, time)] = entry = new Entry(new Store(folder, time));
            }

            entry.Users++;
            return entry.Store;
        }
    }

    public void Release(Store store)
    {
        lock (_gate)
        {
            var key = (store.Folder, store.Time);
            if (_open.TryGetValue(key, out var entry) && --entry.Users == 0)
            {
                _open.Remove(key);
                store.Dispose();
            }
        }
    }

    private sealed class Entry(Store store)
    {
        public Store Store { get; } = store;

        public int Users { get; set; }
    }
}
