namespace Microsoft.Azure.Functions.Worker;

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    private readonly TimeSpan _minimum;
    private readonly TimeSpan _maximum;

    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        _minimum = Parse(minimumInterval, nameof(minimumInterval));
        _maximum = Parse(maximumInterval, nameof(maximumInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_minimum, _maximum, nameof(minimumInterval));
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }

    internal override TimeSpan Delay(int failures)
    {
        var grown = _minimum.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        return grown >= _maximum.TotalSeconds ? _maximum : TimeSpan.FromSeconds(grown);
    }
}
