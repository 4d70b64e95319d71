using Azure;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Filters;

/// <summary>
/// Reads the part of OData that the service understands: comparisons of a property with a literal, and, or, not, brackets.
/// Source: https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities.
/// </summary>
internal sealed class FilterParser
{
    private const int MaxDepth = 64;

    private readonly List<FilterToken> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(List<FilterToken> tokens) => _tokens = tokens;

    /// <returns>Null for an empty filter: everything passes.</returns>
    /// <exception cref="RequestFailedException">400 InvalidInput where the text is not a filter.</exception>
    public static FilterNode? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return null;
        }

        var parser = new FilterParser(FilterLexer.Read(filter));
        var node = parser.ReadOr();
        return parser._at == parser._tokens.Count ? node : throw parser.Unexpected();
    }

    private FilterNode ReadOr()
    {
        var node = ReadAnd();
        while (TakeWord("or"))
        {
            node = new OrNode(node, ReadAnd());
        }

        return node;
    }

    private FilterNode ReadAnd()
    {
        var node = ReadNot();
        while (TakeWord("and"))
        {
            node = new AndNode(node, ReadNot());
        }

        return node;
    }

    private FilterNode ReadNot()
    {
        if (++_depth > MaxDepth)
        {
            throw TableErrors.Invalid("The filter is nested too deeply.");
        }

        try
        {
            return TakeWord("not") ? new NotNode(ReadNot()) : ReadTerm();
        }
        finally
        {
            _depth--;
        }
    }

    private FilterNode ReadTerm()
    {
        if (Take(FilterTokenKind.Open))
        {
            var inner = ReadOr();
            return Take(FilterTokenKind.Close) ? inner : throw Unexpected();
        }

        var property = TakeKind(FilterTokenKind.Word).Text;
        var comparison = ReadOperator(TakeKind(FilterTokenKind.Word).Text);
        var literal = TakeKind(FilterTokenKind.Literal).Value!;
        return new ComparisonNode(property, comparison, literal);
    }

    private FilterOperator ReadOperator(string word) => word switch
    {
        "eq" => FilterOperator.Equal,
        "ne" => FilterOperator.NotEqual,
        "gt" => FilterOperator.Greater,
        "ge" => FilterOperator.GreaterOrEqual,
        "lt" => FilterOperator.Less,
        "le" => FilterOperator.LessOrEqual,
        _ => throw Unexpected(),
    };

    private bool Take(FilterTokenKind kind)
    {
        if (_at < _tokens.Count && _tokens[_at].Kind == kind)
        {
            _at++;
            return true;
        }

        return false;
    }

    private bool TakeWord(string word)
    {
        if (_at < _tokens.Count && _tokens[_at] is { Kind: FilterTokenKind.Word } token && token.Text == word)
        {
            _at++;
            return true;
        }

        return false;
    }

    private FilterToken TakeKind(FilterTokenKind kind) => Take(kind) ? _tokens[_at - 1] : throw Unexpected();

    private RequestFailedException Unexpected() => TableErrors.Invalid(_at < _tokens.Count
        ? $"The filter has a syntax error at position {_tokens[_at].Position}."
        : "The filter ends too early.");
}
