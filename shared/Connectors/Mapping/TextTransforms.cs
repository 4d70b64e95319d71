namespace ServerlessCdi.Connectors.Mapping;

internal static class TextTransforms
{
    /// <summary>Capitals as names have them: <c>ANN-MARIE o'neil</c> becomes <c>Ann-Marie O'Neil</c>.</summary>
    public static string Title(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        var inWord = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            target[i] = inWord == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);

            // After one letter an apostrophe begins a name (O'Neil, D'Arcy); after more it does not (Ann's).
            inWord = char.IsLetterOrDigit(c) || (c is '\'' or '\u2019' && inWord > 1) ? inWord + 1 : 0;
        }
    });

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
