namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Tells a store that is away from a change that is wrong.</summary>
public interface IStoreFaults
{
    /// <summary>True where trying the same again later may succeed, however often it failed: throttling, timeouts, lost connections.</summary>
    bool IsTransient(Exception fault);
}
