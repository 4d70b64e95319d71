using System.Text;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>
/// Compares an output with the one that a person has looked at and approved, which lies beside its input.
/// <c>CDI_APPROVE=1</c> writes the approved files anew: look at the difference before it is committed.
/// </summary>
internal static class Approved
{
    public static void Check(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("CDI_APPROVE") == "1")
        {
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"{file} is not there. Run once with CDI_APPROVE=1 and look at what it writes.");
        var expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (expected != actual)
        {
            Assert.Fail($"The output differs from {file}.\n{Difference(expected.Split('\n'), actual.Split('\n'))}CDI_APPROVE=1 approves the new output.");
        }
    }

    /// <summary>The lines from the first that differs to the last, with two lines around.</summary>
    private static string Difference(string[] expected, string[] actual)
    {
        const int Around = 2;
        var start = 0;
        while (start < expected.Length && start < actual.Length && expected[start] == actual[start])
        {
            start++;
        }

        var end = 0;
        while (end < expected.Length - start && end < actual.Length - start && expected[^(end + 1)] == actual[^(end + 1)])
        {
            end++;
        }

        var text = new StringBuilder();
        Append(text, "  ", expected[Math.Max(0, start - Around)..start]);
        Append(text, "- ", expected[start..(expected.Length - end)]);
        Append(text, "+ ", actual[start..(actual.Length - end)]);
        Append(text, "  ", expected[(expected.Length - end)..Math.Min(expected.Length, expected.Length - end + Around)]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, string[] lines)
    {
        foreach (var line in lines)
        {
            text.Append(mark).Append(line).Append('\n');
        }
    }
}
