using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Keeps with each person what each destination was told and how it ended, and counts the ends.</summary>
public sealed class DeliveryLedger(IProfileStore profiles, DeliveryMeter meter, TimeProvider time, IntegrationConfig config)
{
    /// <summary>Ends a delivery that needed no call.</summary>
    internal async Task SettleAsync(
        ConfiguredDestination destination, StoredWork row, SentState? sent, DeliveryDecision decision, CancellationToken cancellationToken)
    {
        meter.Ended(decision.Outcome, time.GetUtcNow() - row.ChangedAt);
        var news = decision.Outcome == DeliveryOutcome.Withheld
            ? sent?.Outcome != DeliveryOutcome.Withheld || sent.Reason != decision.Reason
            : sent?.Outcome == DeliveryOutcome.Withheld;
        if (news)
        {
            var state = (sent ?? Never(destination)) with { Outcome = decision.Outcome, Reason = decision.Reason, Time = time.GetUtcNow() };
            await profiles.SaveSentAsync(row.Profile, state, cancellationToken);
        }
    }

    /// <summary>
    /// Notes what is about to be told, where the destination's system is a source too: its report of our own write may
    /// come back before its answer does.
    /// </summary>
    internal Task AnnounceAsync(ConfiguredDestination destination, OpenDelivery[] batch, CancellationToken cancellationToken) =>
        CanEcho(destination)
            ? SaveAsync(batch, o => (o.Sent ?? Never(destination)) with { Echoes = Union(o) }, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Ends the deliveries of one call.</summary>
    internal async Task EndAsync(
        ConfiguredDestination destination, OpenDelivery[] batch, DeliveryOutcome outcome, string? reason, CancellationToken cancellationToken)
    {
        await SaveAsync(batch, o => After(destination, o, outcome, reason), cancellationToken);
        foreach (var open in batch)
        {
            meter.Ended(outcome, time.GetUtcNow() - open.Row.ChangedAt);
        }
    }

    private SentState After(ConfiguredDestination destination, OpenDelivery open, DeliveryOutcome outcome, string? reason)
    {
        if (outcome != DeliveryOutcome.Sent)
        {
            return (open.Sent ?? Never(destination)) with { Time = time.GetUtcNow(), Outcome = outcome, Reason = reason };
        }

        var echoes = CanEcho(destination) ? DeliveryDecision.EchoesOf(open.Intent) : [];
        return new(destination.Settings.Key, open.Hash, open.Intent.Version, time.GetUtcNow(), echoes, outcome);
    }

    private SentState Never(ConfiguredDestination destination) =>
        new(destination.Settings.Key, "", 0, time.GetUtcNow(), [], DeliveryOutcome.Failed, "not answered yet");

    private static List<string> Union(OpenDelivery open) => [.. (open.Sent?.Echoes ?? []).Union(DeliveryDecision.EchoesOf(open.Intent))];

    private bool CanEcho(ConfiguredDestination destination) => config.Sources.Any(s => s.Settings.System == destination.Settings.System);

    private Task SaveAsync(OpenDelivery[] batch, Func<OpenDelivery, SentState> state, CancellationToken cancellationToken) =>
        Task.WhenAll(batch.Select(o => profiles.SaveSentAsync(o.Row.Profile, state(o), cancellationToken)));
}
