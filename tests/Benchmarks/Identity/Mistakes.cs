using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>The pairs that a run got most wrong: told apart though one, by how little they reach; taken for one though two, by how much.</summary>
internal static class Mistakes
{
    public static IEnumerable<string> Of(IdentityRun run, int count)
    {
        var found = new List<(double Wrong, string Text)>();
        for (var i = 0; i < run.Engine.Records; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var isOne = run.TruthOf(i) == run.TruthOf(j);
                if (isOne == (run.Engine.PersonOf(i) == run.Engine.PersonOf(j)))
                {
                    continue;
                }

                var score = run.Model.Score(run.Engine[i], run.Engine[j], run.Engine.Terms);
                var kind = isOne ? "missed" : "taken for one";
                found.Add((isOne ? -score.Bits : score.Bits + 1000, $"{kind}: {run.IdOf(j)} {run.IdOf(i)}: {ScoreText.Of(score)}"));
            }
        }

        return found.OrderByDescending(f => f.Wrong).Take(count).Select(f => f.Text);
    }
}
