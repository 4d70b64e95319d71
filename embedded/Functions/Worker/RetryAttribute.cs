namespace Microsoft.Azure.Functions.Worker;

/// <summary>Retries of a failed run; honoured on timers only, as on Azure (build error AZFW0012 elsewhere).</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>Retries after the first failure; -1 for ever.</summary>
    public int MaxRetryCount { get; set; }

    internal abstract TimeSpan Delay(int failures);

    private protected static TimeSpan Parse(string interval, string parameter) =>
        TimeSpan.TryParse(interval, System.Globalization.CultureInfo.InvariantCulture, out var parsed) && parsed >= TimeSpan.Zero
            ? parsed
            : throw new ArgumentOutOfRangeException(parameter, interval, "Write the interval as hh:mm:ss.");
}
