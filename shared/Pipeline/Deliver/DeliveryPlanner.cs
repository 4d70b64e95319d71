using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Decides rows of work from the newest golden profile; what needs no call is settled at once.</summary>
public sealed class DeliveryPlanner(IProfileStore profiles, DeliveryLedger ledger, IntegrationConfig config)
{
    private const int Loads = 32;

    internal async Task<DeliveryPlan> PrepareAsync(ConfiguredDestination destination, IReadOnlyList<StoredWork> rows, CancellationToken cancellationToken)
    {
        var withheld = config.Withheld(destination.Settings);
        var decided = new (SentState? Sent, DeliveryDecision Decision)[rows.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Loads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Count, options, async (i, token) =>
        {
            var sent = await profiles.LoadSentAsync(rows[i].Profile, destination.Settings.Key, token);
            var person = await profiles.LoadGoldenAsync(rows[i].Profile, token);
            decided[i] = (sent, DeliveryDecision.Of(person?.Profile, sent, destination.Settings, withheld));
            if (decided[i].Decision.Intent is null)
            {
                await ledger.SettleAsync(destination, rows[i], sent, decided[i].Decision, token);
            }
        });

        var settled = new List<StoredWork>();
        var open = new List<OpenDelivery>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (decided[i].Decision.Intent is { } intent)
            {
                open.Add(new(rows[i], intent, decided[i].Decision.Hash, decided[i].Sent));
            }
            else
            {
                settled.Add(rows[i]);
            }
        }

        return new(settled, open);
    }
}

/// <param name="Settled">Rows that need no call.</param>
internal sealed record DeliveryPlan(IReadOnlyList<StoredWork> Settled, IReadOnlyList<OpenDelivery> Open);

internal sealed record OpenDelivery(StoredWork Row, DeliveryIntent Intent, string Hash, SentState? Sent);
