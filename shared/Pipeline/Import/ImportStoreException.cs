namespace ServerlessCdi.Pipeline.Import;

/// <summary>The store could not be reached for some attempts: the same rows are to be brought again.</summary>
public sealed class ImportStoreException : Exception
{
    public ImportStoreException()
    {
    }

    public ImportStoreException(string message) : base(message)
    {
    }

    public ImportStoreException(string message, Exception inner) : base(message, inner)
    {
    }

    public ImportStoreException(Exception? fault) : base("The store is away.", fault)
    {
    }
}
