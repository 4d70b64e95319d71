using ServerlessCdi.Cli.Importing;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>The records of a file on their way through the engine, in the order of the file.</summary>
internal sealed class RecordRun(MatchModel model)
{
    private const int BetweenTellings = 500;

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _numbers = [];

    public ResolutionEngine Engine { get; } = new(model);

    public MatchModel Model { get; } = model;

    /// <summary>The ids of the records, by their number in the engine.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The values of the records as they were read, by their number; empty unless they were asked for.</summary>
    public List<IReadOnlyDictionary<string, string?>> Values { get; } = [];

    public RunTotals Totals { get; private set; } = new();

    /// <summary>What was decided by itself between two records.</summary>
    public List<ReviewPair> Joins { get; } = [];

    /// <summary>The record of that id; the first one, where several have it.</summary>
    public int? Find(string id) => _numbers.TryGetValue(id, out var number) ? number : null;

    /// <param name="keepValues">The values are wanted afterwards.</param>
    public async Task AddAsync(RecordFile file, CliContext context, bool quiet, bool keepValues, CancellationToken cancellationToken)
    {
        var time = context.Host.Time;
        var started = time.GetTimestamp();
        var progress = ImportProgress.Of(context, file.File, quiet || context.Json);
        await progress.ShowAsync(0, async () =>
        {
            while (await file.NextAsync(context.Note, cancellationToken) is { } record)
            {
                Add(record, keepValues);
                if (_ids.Count % BetweenTellings == 0)
                {
                    progress.Passed(_ids.Count);
                }
            }
        });
        Totals = Totals with { WrongRows = file.WrongRows, Took = time.GetElapsedTime(started) };
    }

    /// <summary>Persons that a pair in doubt is about: one pair for two persons, the surest, without those who are one by now.</summary>
    public IReadOnlyList<ReviewPair> Doubts() =>
    [
        .. Engine.Reviews
            .Where(r => Engine.PersonOf(r.Left) != Engine.PersonOf(r.Record))
            .GroupBy(r => (Math.Min(Engine.PersonOf(r.Left), Engine.PersonOf(r.Record)), Math.Max(Engine.PersonOf(r.Left), Engine.PersonOf(r.Record))))
            .Select(g => g.MaxBy(r => r.Score.Bits))
            .OfType<ReviewPair>()
            .OrderByDescending(r => r.Score.Bits),
    ];

    private void Add(FileRecord record, bool keepValues)
    {
        var resolution = Engine.Add(record.Values);
        _ids.Add(record.Id);
        var isKnown = !_numbers.TryAdd(record.Id, resolution.Number);
        if (keepValues)
        {
            Values.Add(record.Values);
        }

        Joins.AddRange(resolution.Joins);
        Totals = Totals with
        {
            SameIds = Totals.SameIds + (isKnown ? 1 : 0),
            LookUps = Totals.LookUps + resolution.LookUps,
            Comparisons = Totals.Comparisons + resolution.Comparisons,
            CappedPostings = Totals.CappedPostings + resolution.CappedPostings,
        };
    }
}

/// <param name="SameIds">Records whose id an earlier one had already.</param>
/// <param name="LookUps">Candidate keys that were looked up.</param>
/// <param name="CappedPostings">Keys of too many records, which were not followed.</param>
internal sealed record RunTotals(long WrongRows = 0, long SameIds = 0, long LookUps = 0, long Comparisons = 0, long CappedPostings = 0, TimeSpan Took = default);
