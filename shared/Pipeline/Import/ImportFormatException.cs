namespace ServerlessCdi.Pipeline.Import;

/// <summary>A file that cannot be read as rows at all. The message is for the one who sent it and quotes nothing of it.</summary>
public sealed class ImportFormatException : Exception
{
    public ImportFormatException()
    {
    }

    public ImportFormatException(string message) : base(message)
    {
    }

    public ImportFormatException(string message, Exception inner) : base(message, inner)
    {
    }
}
