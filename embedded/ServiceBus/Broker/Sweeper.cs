namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>What time does to a store: scheduled messages become active, locks run out, lives end. Runs inside a group, and only when something is due.</summary>
internal sealed class Sweeper
{
    private const long HeadCheckMilliseconds = 60_000;
    private const int HeadBatch = 200;

    private long _nextHeadCheck;

    public void SweepIfDue(Ledger ledger)
    {
        if (ledger.Now < ledger.NextDue)
        {
            return;
        }

        ledger.NextDue = long.MaxValue;
        ExpireSessionLocks(ledger);
        ExpireMessageLocks(ledger);
        ReleaseTimed(ledger);
        ExpireHeads(ledger);
        ledger.DueAt(ledger.Sessions.Earliest);
        ledger.DueAt(ledger.Locks.Earliest);
        ledger.DueAt(ledger.Messages.EarliestTimed);
        if (ledger.Queues.All.Any(q => q.Definition.DefaultMessageTimeToLive is not null))
        {
            ledger.DueAt(_nextHeadCheck);
        }
    }

    private static void ExpireSessionLocks(Ledger ledger)
    {
        foreach (var (entity, id) in ledger.Sessions.Expired(ledger.Now))
        {
            foreach (var row in ledger.Messages.HeldIn(entity, id))
            {
                ledger.Return(row, countDelivery: true);
            }

            ledger.Sessions.Unlock(entity, id);
            ledger.Sessions.ForgetIfIdle(entity, id);
            ledger.Touched.Add(entity);
        }
    }

    private static void ExpireMessageLocks(Ledger ledger)
    {
        foreach (var row in ledger.Locks.TakeExpired(ledger.Now))
        {
            ledger.Return(row, countDelivery: true);
        }
    }

    private static void ReleaseTimed(Ledger ledger)
    {
        foreach (var (row, due) in ledger.Messages.Timed(ledger.Now))
        {
            if (row.State is not MessageState.Scheduled)
            {
                ledger.Expire(row);
                continue;
            }

            if (ledger.Queues.Find(row.Entity.QueueId) is not { } queue)
            {
                ledger.Messages.Delete(row);
                continue;
            }

            // A scheduled message is enqueued when its time comes, so it gets its place in the queue then:
            // https://learn.microsoft.com/azure/service-bus-messaging/message-sequencing (seen 2026-11).
            var active = row with { Id = queue.Active.MessageId(queue.TakeSequence()), State = MessageState.Ready, Enqueued = due };
            if (active.Group is { } session)
            {
                ledger.Sessions.Ensure(queue.Active, session, ledger.Now);
            }

            ledger.Place(queue, row.Id, active);
        }
    }

    /// <summary>Each session is in order for itself; a queue without sessions is one group, named null.</summary>
    private static List<string?> GroupsOf(Ledger ledger, BrokerQueue queue) =>
        queue.Definition.RequiresSession ? [.. ledger.Sessions.Ids(queue.Active)] : [null];

    private void ExpireHeads(Ledger ledger)
    {
        if (ledger.Now < _nextHeadCheck)
        {
            return;
        }

        _nextHeadCheck = ledger.Now + HeadCheckMilliseconds;
        foreach (var queue in ledger.Queues.All.Where(q => q.Definition.DefaultMessageTimeToLive is not null))
        {
            foreach (var group in GroupsOf(ledger, queue))
            {
                var dead = ledger.Messages.Ready(queue.Active, group, HeadBatch).TakeWhile(row => row.ExpiredBy(ledger.Now)).ToList();
                dead.ForEach(row => ledger.Expire(row));
                _nextHeadCheck = dead.Count == HeadBatch ? ledger.Now : _nextHeadCheck;
            }
        }
    }
}
