namespace ServerlessCdi.Cli;

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Quarantined = 4;

    public const string Help = """
        Exit codes:
          0  done
          1  failed: the app is not reached, refuses, or reports a fault; something still waits after a replay; the configuration has errors
          2  the command line itself is wrong
          3  there is no such profile, field, queue, quarantined item, source, drift, import, review or link
          4  the import ended, and some of its rows wait in quarantine
        """;
}
