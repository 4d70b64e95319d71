using System.Collections.Frozen;
using System.Text;

namespace ServerlessCdi.Core.Identity;

/// <summary>
/// Canonical composition (NFC) of Latin letters, and full-width forms to ASCII. The runtime's own normalisation needs
/// ICU, which invariant globalization leaves out; addresses in other scripts come composed.
/// </summary>
internal static class LatinComposition
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u0328';

    // Mark, then pairs of a letter and what the two make.
    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Table(
    [
        "\u0300AÀEÈIÌOÒUÙaàeèiìoòuùNǸnǹ",
        "\u0301AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźGǴgǵ",
        "\u0302AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ",
        "\u0303AÃNÑOÕaãnñoõIĨiĩUŨuũ",
        "\u0304AĀaāEĒeēIĪiīOŌoōUŪuū",
        "\u0306AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ",
        "\u0307CĊcċEĖeėGĠgġIİZŻzż",
        "\u0308AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ",
        "\u030AAÅaåUŮuů",
        "\u030BOŐoőUŰuű",
        "\u030CCČcčDĎdďEĚeěNŇnňRŘrřSŠsšTŤtťZŽzžGǦgǧ",
        "\u0326SȘsșTȚtț",
        "\u0327CÇcçGĢKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ",
        "\u0328AĄaąEĘeęIĮiįUŲuų",
    ]);

    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstMark, LastMark) && !text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= FirstMark and <= LastMark && result.Length > 0 && Composed.TryGetValue((result[^1], c), out var whole))
            {
                result[^1] = whole;
                continue;
            }

            result.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        }

        return result.ToString();
    }

    private static FrozenDictionary<(char Letter, char Mark), char> Table(string[] rows) =>
        rows.SelectMany(row => row[1..].Chunk(2).Select(pair => ((pair[0], row[0]), pair[1]))).ToFrozenDictionary(e => e.Item1, e => e.Item2);
}
