namespace Microsoft.Azure.Functions.Worker;

public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    private readonly TimeSpan _delay;

    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        _delay = Parse(delayInterval, nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    public string DelayInterval { get; }

    internal override TimeSpan Delay(int failures) => _delay;
}
