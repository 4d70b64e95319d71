using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Takes a person apart as planned. The plan is stored with the person, and every step can be repeated: whoever finds a
/// split half done finishes it. First the other sides are written where nobody sees them, then they come to life and ids and
/// identifiers lead to them, then what left is taken away from the person; destinations are told of both.
/// </summary>
public sealed class PersonSplitter(PersonStores stores, ICandidateStore candidates, DeliveryEmitter emitter, IntegrationConfig config, TimeProvider time)
{
    private const int MaxAttempts = 50;

    private readonly SideWriter _sides = new(stores, config);
    private readonly SideOwners _owners = new(stores, candidates);

    /// <summary>Begins to take a person apart: from here on it will be finished, by whomever.</summary>
    /// <returns>False where someone wrote to the person meanwhile: then all is to be decided anew.</returns>
    internal async Task<bool> BeginAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        var scan = new HangingScan(new SplitSorter(person.Profile, plan));
        await foreach (var entry in stores.Profiles.TimelineAsync(person.Profile.Id, cancellationToken))
        {
            scan.Add(entry);
        }

        var begun = person.Profile.Splitting(plan with { Hanging = scan.Places() });
        var (_, stored) = await stores.CommitAsync(person, ProfileCommit.Of(begun, [], []), cancellationToken);
        if (stored is not null)
        {
            await FinishAsync(stored, cancellationToken);
        }

        return stored is not null;
    }

    /// <summary>Carries the plan out from wherever it stands.</summary>
    public async Task FinishAsync(StoredProfile person, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (person.Profile.Split is not { } plan)
            {
                return;
            }

            var next = plan.Stage switch
            {
                SplitStage.Planned => await WriteAsync(person, plan, cancellationToken),
                SplitStage.Written => await LeadAsync(person, plan, cancellationToken),
                SplitStage.Leaving => await LeaveAsync(person, plan, cancellationToken),
                SplitStage.Telling => await TellAsync(person, cancellationToken),
            };
            person = next ?? await stores.ReloadAsync(person.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(person.Profile.Id);
    }

    private async Task<StoredProfile?> WriteAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        for (var side = 1; side < plan.Sides.Count; side++)
        {
            if (!await _sides.WriteAsync(person.Profile, plan, side, cancellationToken))
            {
                return null;
            }
        }

        return await AdvanceAsync(person, plan with { Stage = SplitStage.Written }, cancellationToken);
    }

    private async Task<StoredProfile?> LeadAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        await _owners.LeadAsync(person.Profile, plan, cancellationToken);
        await emitter.EmitAsync([.. plan.Sides.Skip(1).Select(s => (s.Id, time.GetUtcNow()))], cancellationToken);
        return await AdvanceAsync(person, plan with { Stage = SplitStage.Leaving }, cancellationToken);
    }

    private async Task<StoredProfile?> LeaveAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        var emptied = await _sides.LeaveAsync(person, plan, cancellationToken);
        if (emptied is null)
        {
            return null;
        }

        var whole = emptied.Profile.Remaining(plan with { Stage = SplitStage.Telling });
        return (await stores.CommitAsync(emptied, ProfileCommit.Of(whole, [], []), cancellationToken)).Stored;
    }

    private async Task<StoredProfile?> TellAsync(StoredProfile person, CancellationToken cancellationToken)
    {
        await emitter.EmitAsync([(person.Profile.Id, time.GetUtcNow())], cancellationToken);
        return (await stores.CommitAsync(person, ProfileCommit.Of(person.Profile.Remaining(null), [], []), cancellationToken)).Stored;
    }

    private async Task<StoredProfile?> AdvanceAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken) =>
        (await stores.CommitAsync(person, ProfileCommit.Of(person.Profile.Splitting(plan), [], []), cancellationToken)).Stored;
}
