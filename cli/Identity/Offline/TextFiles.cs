namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>Files of a command, with a sentence where one cannot be read or written.</summary>
internal static class TextFiles
{
    public static async Task<string> ReadAsync(string path, CliHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(Path.GetFullPath(path, host.Directory), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure($"{path} cannot be opened: {fault.Message}", ExitCodes.Usage);
        }
    }

    public static StreamWriter Create(string path, CliHost host)
    {
        try
        {
            return new StreamWriter(Path.GetFullPath(path, host.Directory)) { NewLine = "\n" };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure($"{path} cannot be written: {fault.Message}", ExitCodes.Usage);
        }
    }
}
