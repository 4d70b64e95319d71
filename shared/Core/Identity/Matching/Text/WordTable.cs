using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>Words and what they stand for: a line has the word in full and then its other spellings.</summary>
internal static class WordTable
{
    public static FrozenDictionary<string, string> Read(string lines) => lines.Split('\n')
        .Select(l => l.Split(' '))
        .SelectMany(words => words.Skip(1).Select(w => KeyValuePair.Create(w, words[0])))
        .ToFrozenDictionary();
}
