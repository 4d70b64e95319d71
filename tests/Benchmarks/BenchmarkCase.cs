namespace ServerlessCdi.Benchmarks;

/// <summary>One way of loading the app.</summary>
/// <param name="Batch">Changes a request.</param>
/// <param name="People">How many people the changes are about; 0 where every change is about a new one.</param>
/// <param name="Events">Changes in a run of usual length.</param>
internal sealed record BenchmarkCase(string Name, int Batch, int People, int Events)
{
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new("new-1", 1, 0, 20_000),
        new("hot-1", 1, 1_000, 20_000),
        new("new-100", 100, 0, 60_000),
        new("hot-100", 100, 1_000, 100_000),
    ];

    public string Title => $"{(Batch == 1 ? "1 change" : $"{Batch} changes")} a request, {(People == 0 ? "new people" : $"{People:N0} hot people")}";
}
