using System.Globalization;
using System.Text;
using Azure;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Filters;

/// <summary>Cuts a $filter into words, brackets and typed literals.</summary>
internal sealed class FilterLexer
{
    private readonly string _text;
    private readonly List<FilterToken> _tokens = [];
    private int _at;

    private FilterLexer(string text) => _text = text;

    public static List<FilterToken> Read(string text)
    {
        var lexer = new FilterLexer(text);
        while (lexer.ReadOne())
        {
        }

        return lexer._tokens;
    }

    private bool ReadOne()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return false;
        }

        var start = _at;
        switch (_text[_at])
        {
            case '(' or ')':
                _tokens.Add(new(_text[_at++] == '(' ? FilterTokenKind.Open : FilterTokenKind.Close, start, string.Empty, null));
                return true;
            case '\'':
                return AddLiteral(start, ReadQuoted());
            case '-' or '+' or (>= '0' and <= '9') or '.':
                return AddLiteral(start, ReadNumber());
            default:
                return ReadWord();
        }
    }

    private bool ReadWord()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (word.Length == 0)
        {
            throw Error(start);
        }

        if (_at < _text.Length && _text[_at] == '\'')
        {
            return AddLiteral(start, ReadPrefixed(word, start));
        }

        if (word is "true" or "false")
        {
            return AddLiteral(start, word == "true");
        }

        _tokens.Add(new(FilterTokenKind.Word, start, word, null));
        return true;
    }

    private object ReadPrefixed(string prefix, int start)
    {
        var body = ReadQuoted();
        try
        {
            return prefix switch
            {
                "datetime" => DateTimeOffset.Parse(
                    body, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                "guid" => Guid.Parse(body),
                "X" or "binary" => Convert.FromHexString(body),
                _ => throw Error(start),
            };
        }
        catch (FormatException)
        {
            throw Error(start);
        }
    }

    private string ReadQuoted()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c != '\'')
            {
                value.Append(c);
            }
            else if (_at < _text.Length && _text[_at] == '\'')
            {
                value.Append('\'');
                _at++;
            }
            else
            {
                return value.ToString();
            }
        }

        throw Error(start);
    }

    private object ReadNumber()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        var text = _text.AsSpan(start, _at - start);
        if (text[^1] is 'L' or 'l' && long.TryParse(text[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wide))
        {
            return wide;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            return small;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : throw Error(start);
    }

    private bool AddLiteral(int start, object value)
    {
        _tokens.Add(new(FilterTokenKind.Literal, start, string.Empty, value));
        return true;
    }

    private static RequestFailedException Error(int position) =>
        TableErrors.Invalid($"The filter has a syntax error at position {position}.");
}
