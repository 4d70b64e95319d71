namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>How a piece of work came out: a value, a refusal (which fails nobody else in the group), or nothing yet.</summary>
internal readonly record struct Answer<T>(T? Value, Exception? Refusal, EntityKey? WaitFor)
{
    public static implicit operator Answer<T>(T value) => new(value, null, null);

    public static implicit operator Answer<T>(Exception refusal) => new(default, refusal, null);

    /// <summary>To be asked again when that queue gets something.</summary>
    public static Answer<T> NotYet(EntityKey entity) => new(default, null, entity);
}
