namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A queue or its dead-letter queue, as the range of message ids that is its own: 2^40 sequence numbers each.</summary>
internal readonly record struct EntityKey(long Value)
{
    private const int SequenceBits = 40;
    private const long SequenceMask = (1L << SequenceBits) - 1;

    public static EntityKey Of(long queueId, bool deadLetter) => new((queueId << 1) | (deadLetter ? 1L : 0L));

    public static EntityKey OfMessage(long messageId) => new(messageId >> SequenceBits);

    public static long Sequence(long messageId) => messageId & SequenceMask;

    public long QueueId => Value >> 1;

    public bool IsDeadLetter => (Value & 1) == 1;

    public long First => Value << SequenceBits;

    public long Last => First | SequenceMask;

    public EntityKey DeadLetter => new(Value | 1);

    public long MessageId(long sequence) => First | sequence;

    public static bool IsSequence(long number) => number is > 0 and <= SequenceMask;
}
