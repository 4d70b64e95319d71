namespace ServerlessCdi.Embedded;

/// <summary>
/// A database file that nobody but its owner may read (mode 0600 where the system has modes). SQLite gives its -wal, -shm
/// and -journal files the rights of the file that they belong to, https://www.sqlite.org/tempfiles.html.
/// </summary>
internal static class OwnerOnlyFile
{
    /// <summary>
    /// Makes the file, empty, where it is missing. One that is there is never opened here: closing it would drop the locks
    /// that SQLite holds on it in this process, https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_.
    /// </summary>
    public static void CreateIfMissing(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var made = new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was first, or the file cannot be made: SQLite meets it next, and its fault is the one that callers know.
        }
    }
}
