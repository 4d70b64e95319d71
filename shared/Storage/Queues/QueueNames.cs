namespace ServerlessCdi.Storage.Queues;

/// <summary>The queues, as the triggers and the infrastructure name them.</summary>
public static class QueueNames
{
    public const string Changes = "changes";
    public const string Deliveries = "deliveries";
}
