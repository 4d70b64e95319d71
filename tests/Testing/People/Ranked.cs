namespace ServerlessCdi.Tests.Testing.People;

/// <summary>Words of which the first is the most common, and each later one rarer by about its rank.</summary>
public sealed class Ranked
{
    private readonly string[] _words;
    private readonly double[] _sums;

    public Ranked(string words)
    {
        _words = words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _sums = new double[_words.Length];
        var sum = 0.0;
        for (var i = 0; i < _words.Length; i++)
        {
            sum += 1.0 / (i + 4);
            _sums[i] = sum;
        }
    }

    public string Draw(Dice dice)
    {
        var at = Array.BinarySearch(_sums, dice.Share() * _sums[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)].Replace('_', ' ');
    }
}
