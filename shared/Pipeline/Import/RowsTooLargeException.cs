namespace ServerlessCdi.Pipeline.Import;

/// <summary>A request brings more than one request may.</summary>
public sealed class RowsTooLargeException : Exception
{
    public RowsTooLargeException()
    {
    }

    public RowsTooLargeException(string message) : base(message)
    {
    }

    public RowsTooLargeException(string message, Exception inner) : base(message, inner)
    {
    }

    public RowsTooLargeException(long bytes) : base($"The rows have more than {bytes} bytes.")
    {
    }
}
