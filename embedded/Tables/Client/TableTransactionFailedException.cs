namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole; nothing of it was stored.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            (requestFailedException ?? throw new ArgumentNullException(nameof(requestFailedException))).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
    }

    /// <summary>The position, in the submitted actions, of the one that was refused.</summary>
    public int? FailedTransactionActionIndex { get; internal set; }
}
