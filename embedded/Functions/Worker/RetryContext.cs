namespace Microsoft.Azure.Functions.Worker;

public abstract class RetryContext
{
    /// <summary>0 on the first run.</summary>
    public abstract int RetryCount { get; }

    /// <summary>-1 for ever.</summary>
    public abstract int MaxRetryCount { get; }
}
