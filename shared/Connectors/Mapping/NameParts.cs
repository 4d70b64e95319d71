using System.Collections.Frozen;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The words of a name that are neither given nor family names.</summary>
internal static class NameParts
{
    private const string Titles = """
        mr mrs ms miss mx mister master dr doctor prof professor sir dame lord lady rev reverend hon pastor rabbi imam sheikh
        herr frau hr fr. fräulein dipl.-ing. dipl.-kfm. ing. mag. ddr. dkfm. mme mlle mgr monsieur madame mademoiselle maître
        sr sra srta doña dña señor señora señorita sig sig.ra sig.na dott dott.ssa avv geom. signor signora
        dhr mevr mevrouw meneer ir. drs. mw jhr capt captain cpt col colonel gen general lt lieutenant maj. sgt sergeant cmdr adm. admiral
        h.c. mult. phdr. mudr. judr. rndr. bc. mudr phdr judr г-н г-жа д-р проф пан пані
        """;

    private const string Honours = """
        jr sr jnr snr ii iii iv v vi vii viii phd dphil md dds dvm esq esquire mba msc bsc mph cpa rn jd llb llm ll.m edd psyd pharmd cfa pmp
        pe. ret. obe mbe cbe kbe dbe frs qc kc mp. sj op. osb m.a. b.a. m.s. b.s. m.sc. b.sc. b.eng. m.eng. ba. ma. do. d.o. ph.d. ph.d m.d. d.d.s. j.d.
        filho júnior junior neto sobrinho csc. drsc.
        """;

    // After a comma nothing else is meant by them; elsewhere they may be names.
    private const string HonoursAfterComma = "ma ba ms bs pe ret mp op do rgn faia aia rph dmd dc bed med meng beng fca aca acca";

    private const string Linking = """
        von van der den de del della delle dell' di da das dos du des la le las los lo li ter ten te zu zur zum af av vom of bin ibn bint binti al- el-
        't st. ste. saint san santa vande vander vanden d' dal dalla dai degli dei
        """;

    // These are words of names only when small: Do, Ben, Al and E. are given names.
    private const string LinkingWhenSmall = "do ben al el y e i und in op aan bij tot thoe uit";

    private static readonly FrozenSet<string> TitleSet = Set(Titles);
    private static readonly FrozenSet<string> HonourSet = Set(Honours);
    private static readonly FrozenSet<string> HonourAfterCommaSet = Set(HonoursAfterComma);
    private static readonly FrozenSet<string> LinkingSet = Set(Linking);
    private static readonly FrozenSet<string> SmallSet = Set(LinkingWhenSmall);

    public static bool IsTitle(string word) => IsIn(TitleSet, word);

    /// <summary>A title that stands with the first name.</summary>
    public static bool IsOfFirstName(string title) =>
        title.Equals("Sir", StringComparison.OrdinalIgnoreCase) || title.Equals("Dame", StringComparison.OrdinalIgnoreCase);

    public static bool IsHonour(string word, bool afterComma = false) => IsIn(HonourSet, word) || (afterComma && IsIn(HonourAfterCommaSet, word));

    /// <summary>A word that leads to the family name: van, de la, bin.</summary>
    public static bool IsLinking(string word) => LinkingSet.Contains(word) || (char.IsLower(word[0]) && SmallSet.Contains(word));

    /// <summary>A word that joins two family names: Ortega y Gasset.</summary>
    public static bool IsJoining(string word) => word is "y" or "e" or "i" or "und";

    /// <summary>A given name that needs the next word: Abdul Rahman, Abu Bakr.</summary>
    public static bool NeedsNext(string word) => word.ToLowerInvariant() is "abdul" or "abdel" or "abd" or "abu" or "umm";

    /// <summary>A Russian, Ukrainian or Bulgarian patronymic, which stands after the given name.</summary>
    public static bool IsPatronymic(string word) =>
        word.Length > 5 && (Ends(word, "вич") || Ends(word, "вна") || Ends(word, "ична") || Ends(word, "ович") || Ends(word, "івна"));

    private static bool Ends(string word, string end) => word.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    // A listed dot must be there; one that is not listed may be, except behind a single letter, which is an initial.
    private static bool IsIn(FrozenSet<string> set, string word) =>
        set.Contains(word)
        || (word.Length > 2 && word[^1] == '.' && set.Contains(word[..^1]))
        || (word.Count(c => c == '.') > 1 && set.Contains(word.Replace(".", "", StringComparison.Ordinal)));

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
