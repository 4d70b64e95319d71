namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>Runs a function whenever something other than a request asks for it.</summary>
internal interface IListener
{
    string Function { get; }

    /// <summary>The trigger as shown at start.</summary>
    string Trigger { get; }

    /// <summary>Listens until cancelled, then returns once the runs under way have ended. Never throws for a fault of a function or a store.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
