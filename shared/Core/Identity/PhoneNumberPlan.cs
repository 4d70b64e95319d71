using System.Globalization;

namespace ServerlessCdi.Core.Identity;

/// <summary>How one region writes and dials its numbers.</summary>
internal sealed class PhoneNumberPlan
{
    private uint _lengths;
    private int _localLength;
    private string _areaCode = "";

    private PhoneNumberPlan(string region, string codeText)
    {
        Region = region;
        CodeText = codeText;
        Code = int.Parse(codeText, CultureInfo.InvariantCulture);
    }

    public string Region { get; }

    public int Code { get; }

    public string CodeText { get; }

    /// <summary>What is dialled before a foreign number, such as <c>00</c> or <c>011</c>.</summary>
    public IReadOnlyList<string> InternationalPrefixes { get; private init; } = [];

    /// <summary>What is dialled before a national number and is no part of it, such as <c>0</c>; longest first.</summary>
    public IReadOnlyList<string> TrunkPrefixes { get; private init; } = [];

    private bool DropsZero { get; init; }

    public static PhoneNumberPlan Parse(string line)
    {
        var parts = line.Split(' ');
        var trunks = List(parts[3]);
        var plan = new PhoneNumberPlan(parts[0], parts[1])
        {
            InternationalPrefixes = List(parts[2]),
            TrunkPrefixes = trunks,
            DropsZero = trunks.Contains("0"),
            _lengths = Lengths(parts[4]),
        };
        if (parts.Length > 5)
        {
            var local = parts[5].Split('>');
            plan._localLength = int.Parse(local[0], CultureInfo.InvariantCulture);
            plan._areaCode = local[1];
        }

        return plan;
    }

    /// <summary>This plan with the lengths of another region of the same calling code.</summary>
    public PhoneNumberPlan Including(PhoneNumberPlan other) => new(Region, CodeText)
    {
        InternationalPrefixes = InternationalPrefixes,
        TrunkPrefixes = TrunkPrefixes,
        DropsZero = DropsZero,
        _lengths = _lengths | other._lengths,
        _localLength = _localLength,
        _areaCode = _areaCode,
    };

    /// <summary>
    /// Makes a significant national number of what was dialled: without trunk prefix, with the area code where it may be
    /// left out, and with the country's own habits undone. Works in place; the length is 0 when no number comes of it.
    /// </summary>
    /// <param name="digits">The dialled digits at the front of a buffer with room for three more.</param>
    public int Settle(Span<char> digits, int length)
    {
        length = WithoutTrunk(digits, length);
        length = PhoneNumberHabits.Undo(Code, digits, length);
        if (length == _localLength && length > 0)
        {
            digits[..length].CopyTo(digits[_areaCode.Length..]);
            _areaCode.CopyTo(digits);
            length += _areaCode.Length;
        }

        return Allows(length) && PhoneNumberHabits.Plausible(Code, digits[..length]) && !(DropsZero && digits[0] == '0') ? length : 0;
    }

    private bool Allows(int length) => length is > 0 and < 16 && (_lengths & (1u << length)) != 0;

    private int WithoutTrunk(Span<char> digits, int length)
    {
        foreach (var trunk in TrunkPrefixes)
        {
            if (!digits[..length].StartsWith(trunk))
            {
                continue;
            }

            // Where a trunk prefix is also a first digit (8 in Russia, 1 in North America), length tells which it is.
            var rest = length - trunk.Length;
            if ((trunk == "0" && TrunkPrefixes.Count == 1) || (Allows(rest) && !Allows(length)) || (Allows(rest) && trunk[0] == '0' && DropsZero))
            {
                return Drop(digits, length, trunk.Length);
            }
        }

        // The (0) that people put behind a calling code even where the country has no trunk prefix.
        return length > 1 && digits[0] == '0' && !Allows(length) && Allows(length - 1) ? Drop(digits, length, 1) : length;
    }

    private static int Drop(Span<char> digits, int length, int count)
    {
        digits[count..length].CopyTo(digits);
        return length - count;
    }

    private static string[] List(string text) => text == "-" ? [] : [.. text.Split(',').OrderByDescending(t => t.Length)];

    private static uint Lengths(string text)
    {
        var bits = 0u;
        foreach (var range in text.Split(','))
        {
            var ends = range.Split('-');
            var last = int.Parse(ends[^1], CultureInfo.InvariantCulture);
            for (var length = int.Parse(ends[0], CultureInfo.InvariantCulture); length <= last; length++)
            {
                bits |= 1u << length;
            }
        }

        return bits;
    }
}
