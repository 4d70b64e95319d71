namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>A test class with a store of embedded tables.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private Store? _store;

    protected static CancellationToken None => CancellationToken.None;

    private protected Store Store => _store ?? throw new InvalidOperationException("The store has not been started.");

    public async Task InitializeAsync() => _store = await Store.StartAsync();

    public Task DisposeAsync() => Store.RemoveAsync();
}
