using System.Globalization;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>The files that <c>cdi identity resolve</c> writes.</summary>
internal static class ResolveFiles
{
    /// <summary>Clusters are numbered by their first record.</summary>
    public static async Task WriteClustersAsync(RecordRun run, TextWriter file)
    {
        await file.WriteLineAsync("record_id,cluster_id");
        var numbers = new Dictionary<int, int>();
        for (var record = 0; record < run.Ids.Count; record++)
        {
            var person = run.Engine.PersonOf(record);
            numbers.TryAdd(person, numbers.Count + 1);
            await file.WriteLineAsync(CsvText.Line(run.Ids[record], $"c{numbers[person].ToString("D7", CultureInfo.InvariantCulture)}"));
        }
    }

    /// <summary>The surest first.</summary>
    public static async Task WriteReviewsAsync(RecordRun run, IReadOnlyList<ReviewPair> doubts, TextWriter file)
    {
        await file.WriteLineAsync("record_id_1,record_id_2,decision,bits,reason,explanation");
        foreach (var pair in doubts)
        {
            await file.WriteLineAsync(CsvText.Line(
                run.Ids[pair.Record], run.Ids[pair.Left], "review", BitsText.Number(pair.Score.Bits), BitsText.Word(pair.Reason), BitsText.Line(pair.Score)));
        }
    }
}
