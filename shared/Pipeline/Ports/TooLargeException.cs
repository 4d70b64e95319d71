namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Something is larger than the store or the broker takes, so that trying again cannot help.</summary>
public sealed class TooLargeException : Exception
{
    public TooLargeException()
    {
    }

    public TooLargeException(string message) : base(message)
    {
    }

    public TooLargeException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <param name="message">What is too large and what the limit is, in bytes. Never content.</param>
    /// <param name="indexes">Which changes of the call are too large by themselves.</param>
    public TooLargeException(string message, IReadOnlyList<int> indexes) : base(message) => Indexes = indexes;

    /// <summary>Indexes into the changes of the call (or the commit's timeline) that are too large by themselves; empty where it is their sum.</summary>
    public IReadOnlyList<int> Indexes { get; } = [];
}
