using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>
/// Names of fields in contracts: <c>address.city</c>, <c>emails[]</c> for each element of a list, <c>['a.b']</c> for a
/// name with characters of its own. A mapping's <c>emails[0].value</c> reads the contract's <c>emails[].value</c>.
/// </summary>
public static class ContractPath
{
    /// <summary>The step into the elements of a list.</summary>
    internal const string Element = "[]";

    private const string Unnameable = "[…]";
    private const int MaxName = 80;

    /// <summary>The path of a mapping in the form of contracts; null where it leads to the whole record or to the payload around it.</summary>
    public static string? OfMapping(string path)
    {
        if (path.StartsWith('$'))
        {
            return null;
        }

        var own = path.StartsWith('@') ? path[1..].TrimStart('.') : path;
        return TryParse(own, isMapping: true, out var steps) ? Join(steps) : null;
    }

    internal static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<string>? steps) => TryParse(text, isMapping: false, out steps);

    /// <param name="isMapping">Elements of a list may be picked: by number, all of them, or by what one of their members says.</param>
    private static bool TryParse(string text, bool isMapping, [NotNullWhen(true)] out IReadOnlyList<string>? steps)
    {
        var found = new List<string>();
        steps = null;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '[')
            {
                if (!TryBracket(text, ref at, isMapping, found))
                {
                    return false;
                }
            }
            else if (!TryName(text, ref at, found))
            {
                return false;
            }
        }

        steps = found;
        return found.Count > 0 && found[0] != Element;
    }

    internal static string Join(IEnumerable<string> steps)
    {
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            Append(path, step);
        }

        return path.ToString();
    }

    /// <summary>The path of a member that came with a record. A name that may be more than a name is not shown.</summary>
    internal static string Child(string parent, string name)
    {
        var path = new StringBuilder(parent);
        if (name.Length is 0 or > MaxName || !name.All(c => char.IsLetter(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '$' or ' ' or ':' or '.')
            || name.Count(char.IsAsciiDigit) > 6)
        {
            return path.Append(Unnameable).ToString();
        }

        Append(path, name);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string step)
    {
        if (step == Element)
        {
            path.Append(Element);
        }
        else if (step.AsSpan().ContainsAny(".[]'\"") || step.Trim().Length != step.Length)
        {
            path.Append("['").Append(step).Append("']");
        }
        else
        {
            path.Append(path.Length > 0 ? "." : "").Append(step);
        }
    }

    private static bool TryName(string text, ref int at, List<string> steps)
    {
        if (steps.Count > 0)
        {
            if (text[at] != '.')
            {
                return false;
            }

            at++;
        }

        var end = text.AsSpan(at).IndexOfAny('.', '[');
        var name = end < 0 ? text[at..] : text.Substring(at, end);
        at += name.Length;
        steps.Add(name);
        return name.Length > 0 && name.Trim().Length == name.Length && !name.AsSpan().ContainsAny("]'\"*");
    }

    private static bool TryBracket(string text, ref int at, bool isMapping, List<string> steps)
    {
        var rest = text.AsSpan(at + 1);
        if (rest is ['\'' or '"', ..])
        {
            var end = rest[1..].IndexOf([rest[0], ']']);
            steps.Add(end <= 0 ? "" : rest.Slice(1, end).ToString());
            at += end + 4;
            return end > 0;
        }

        var close = rest.IndexOf(']');
        if (close < 0 || (close > 0 && !isMapping))
        {
            return false;
        }

        steps.Add(Element);
        at += close + 2;
        return true;
    }
}
