using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Works a batch of changes: grouped by person, persons in parallel, each person read once and written once; then the
/// destinations' work is entered. It emits the work of every person that a change reached, even where the change altered
/// nothing: that is how a redelivery repairs a delivery that a crash lost.
/// </summary>
/// <param name="households">Null where nothing beside the persons is to be written.</param>
public sealed class ChangeResolver(PersonWriter writer, Households? households, DeliveryEmitter emitter, IStoreFaults faults, IntegrationConfig config)
{
    /// <summary>Persons in work at once. Writes wait for the store's commit, which serves all who wait, so this is far above the number of cores.</summary>
    private const int Parallelism = 128;

    /// <returns>For each change how it ended, or why it has not ended yet.</returns>
    public async Task<IReadOnlyList<ChangeResult>> ResolveAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var results = new ChangeResult[changes.Count];
        var reached = new (ChangeCluster Cluster, IReadOnlySet<ProfileId> Persons)?[changes.Count];
        var clusters = ChangeCluster.Group(changes, config.Identity);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(clusters, options, async (cluster, token) =>
        {
            var fault = await WorkAsync(cluster, results, reached, token);
            if (fault is null || cluster.Changes.Count == 1 || Failed(fault).IsTransient)
            {
                return;
            }

            // One of them is at fault: each by itself, so that the others do not pay for it.
            foreach (var single in cluster.Split(config.Identity))
            {
                await WorkAsync(single, results, reached, token);
            }
        });

        var persons = reached.Where(r => r is not null)
            .SelectMany(r => r!.Value.Persons.Select(p => (p, r.Value.Cluster.Changes.Min(c => c.ReceivedAt)))).ToList();
        try
        {
            await emitter.EmitAsync(persons, cancellationToken);
        }
#pragma warning disable CA1031 // What is applied and not emitted is not done: every change is tried again, and then emits.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Array.Fill(results, Failed(fault));
        }

        return results;
    }

    private async Task<Exception?> WorkAsync(
        ChangeCluster cluster, ChangeResult[] results, (ChangeCluster Cluster, IReadOnlySet<ProfileId> Persons)?[] reached, CancellationToken cancellationToken)
    {
        var (written, fault) = await TryWriteAsync(cluster, cancellationToken);
        for (var i = 0; i < cluster.Indexes.Count; i++)
        {
            results[cluster.Indexes[i]] = fault is null ? new(written!.Outcomes[i]) : Failed(fault);
        }

        if (written is not null)
        {
            reached[cluster.Indexes[0]] = (cluster, written.Persons);
        }

        return fault;
    }

    private ChangeResult Failed(Exception fault) => new(default, fault, fault is StoreContentionException || faults.IsTransient(fault));

    private async Task<(ClusterResult? Result, Exception? Fault)> TryWriteAsync(ChangeCluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            var written = await writer.WriteAsync(cluster, cancellationToken);
            if (households is not null)
            {
                await households.RefreshAsync(written.Persons, cancellationToken);
            }

            return (written, null);
        }
#pragma warning disable CA1031 // One person's fault must not cost the others of the batch; the caller decides by its kind.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return (null, fault);
        }
    }
}

/// <param name="Fault">Not null while the change has no outcome: the store could not be reached, or something unforeseen.</param>
/// <param name="IsTransient">The fault may pass by itself.</param>
public readonly record struct ChangeResult(ChangeOutcome Outcome, Exception? Fault = null, bool IsTransient = false);
