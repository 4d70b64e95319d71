using System.Diagnostics;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>One pass of a set through the engine, in an order of arrival.</summary>
internal sealed class IdentityRun
{
    private readonly IdentitySet _set;
    private readonly int[] _order;
    private readonly double[] _milliseconds;

    private IdentityRun(IdentitySet set, MatchModel model, int[] order)
    {
        _set = set;
        _order = order;
        _milliseconds = new double[order.Length];
        Model = model;
        Engine = new(model);
    }

    public MatchModel Model { get; }

    public ResolutionEngine Engine { get; }

    public double Seconds { get; private set; }

    public long Comparisons { get; private set; }

    public long LookUps { get; private set; }

    public long Capped { get; private set; }

    public int RecordsToReview { get; private set; }

    public required Quality Quality { get; set; }

    public double RecordsPerSecond => _order.Length / Seconds;

    public double Milliseconds(double share) => _milliseconds.Order().ElementAt((int)(share * (_milliseconds.Length - 1)));

    /// <param name="seed">Null: in the order of the file.</param>
    public static IdentityRun Of(IdentitySet set, MatchModel model, int? seed = null)
    {
        int[] order = [.. Enumerable.Range(0, set.Records.Count)];
        if (seed is { } chosen)
        {
            new Random(chosen).Shuffle(order);
        }

        var run = new IdentityRun(set, model, order) { Quality = new(0, 0, 0, 0, 0) };
        run.Pass();
        run.Quality = Quality.Of([.. order.Select(i => set.Truth[i])], [.. order.Select((_, i) => run.Engine.PersonOf(i))]);
        return run;
    }

    public string IdOf(int number) => _set.Ids[_order[number]];

    public string TruthOf(int number) => _set.Truth[_order[number]];

    private void Pass()
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < _order.Length; i++)
        {
            var from = watch.Elapsed;
            var resolution = Engine.Add(_set.Records[_order[i]]);
            _milliseconds[i] = (watch.Elapsed - from).TotalMilliseconds;
            Comparisons += resolution.Comparisons;
            LookUps += resolution.LookUps;
            Capped += resolution.CappedPostings;
            RecordsToReview += resolution.Reviews.Count > 0 ? 1 : 0;
        }

        Seconds = watch.Elapsed.TotalSeconds;
    }
}
