namespace ServerlessCdi.Benchmarks;

/// <param name="Events">Changes in each throughput case; null for each case's own number.</param>
/// <param name="Connections">Keep-alive connections, with one request under way on each.</param>
/// <param name="Azurite">Tables on the emulator in place of the embedded ones.</param>
/// <param name="Only">Names of the cases to run; empty for all.</param>
/// <param name="Seconds">How long the run at half rate lasts.</param>
internal sealed record PipelineOptions(int? Events, int Connections, IReadOnlyList<string> Only, bool Azurite, bool Json, int Seconds)
{
    /// <summary>The policy file that the app runs with; null for none.</summary>
    public string? Policy { get; init; }
}
