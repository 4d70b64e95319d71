using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The session that one run's messages came from.</summary>
public class ServiceBusSessionMessageActions
{
    private readonly ServiceBusSessionReceiver _receiver;

    internal ServiceBusSessionMessageActions(ServiceBusSessionReceiver receiver)
    {
        _receiver = receiver;
        SessionLockedUntil = receiver.SessionLockedUntil;
    }

    protected ServiceBusSessionMessageActions()
    {
        _receiver = null!; // A mock overrides every member that would use it.
    }

    public virtual DateTimeOffset SessionLockedUntil { get; private set; }

    internal bool IsReleased { get; private set; }

    /// <returns>Empty where no state was set.</returns>
    public virtual async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        await _receiver.GetSessionStateAsync(cancellationToken) ?? BinaryData.Empty;

    public virtual Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        _receiver.SetSessionStateAsync(sessionState, cancellationToken);

    /// <summary>Gives the session back once this run has ended, even if more of its messages wait.</summary>
    public virtual Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        IsReleased = true;
        return Task.CompletedTask;
    }

    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        await _receiver.RenewSessionLockAsync(cancellationToken);
        SessionLockedUntil = _receiver.SessionLockedUntil;
    }
}
