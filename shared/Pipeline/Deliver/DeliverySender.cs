using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Makes a destination's calls, so many at once as it allows, and stops at the first that says to wait.</summary>
public sealed class DeliverySender(DeliveryLedger ledger, ISecretSource secrets, IOutboundHttp http, TimeProvider time)
{
    internal async Task<IReadOnlyList<CallResult>> SendAsync(ConfiguredDestination destination, IReadOnlyList<OpenDelivery[]> calls, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
        {
            return [];
        }

        var results = new CallResult?[calls.Count];
        var live = await SecretsAsync(destination, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = destination.Settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, calls.Count, options, async (i, token) =>
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            results[i] = await CallAsync(destination, calls[i], live, token);
            if (!results[i]!.IsFinal)
            {
                await stop.CancelAsync();
            }
        });
        return [.. results.OfType<CallResult>()];
    }

    private async Task<CallResult> CallAsync(
        ConfiguredDestination destination, OpenDelivery[] batch, IReadOnlyList<SecretValue> live, CancellationToken cancellationToken)
    {
        if (destination.Settings.Secrets.Count > 0 && live.Count == 0)
        {
            // Nothing leaves unsigned: the destination pauses until its secret is in the vault.
            return new([.. batch.Select(b => b.Row)], new(DeliveryResult.Unauthorized), IsFinal: false);
        }

        await ledger.AnnounceAsync(destination, batch, cancellationToken);
        var call = destination.Destination.Plan([.. batch.Select(b => b.Intent)], live, time.GetUtcNow());
        var response = await http.SendAsync(call, cancellationToken);
        var answer = response is null
            ? new DeliveryAnswer(DeliveryResult.Unavailable)
            : destination.Destination.Read(response, time.GetUtcNow());
        DeliveryOutcome? outcome = answer.Result switch
        {
            DeliveryResult.Sent => DeliveryOutcome.Sent,
            DeliveryResult.Rejected => DeliveryOutcome.Failed,
            _ => null,
        };
        if (outcome is { } final)
        {
            var reason = final == DeliveryOutcome.Failed ? $"the destination answered {response!.Status}" : null;
            await ledger.EndAsync(destination, batch, final, reason, cancellationToken);
        }

        return new([.. batch.Select(b => b.Row)], answer, outcome is not null);
    }

    private async Task<IReadOnlyList<SecretValue>> SecretsAsync(ConfiguredDestination destination, CancellationToken cancellationToken)
    {
        var live = new List<SecretValue>();
        foreach (var name in destination.Settings.Secrets)
        {
            live.AddRange(await secrets.GetAsync(name, cancellationToken));
        }

        return live;
    }
}

/// <param name="IsFinal">The rows are done with, for better or worse.</param>
internal sealed record CallResult(IReadOnlyList<StoredWork> Rows, DeliveryAnswer Answer, bool IsFinal);
