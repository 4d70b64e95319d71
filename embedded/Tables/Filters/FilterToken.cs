namespace ServerlessCdi.Embedded.Tables.Filters;

internal enum FilterTokenKind
{
    Word,
    Literal,
    Open,
    Close,
}

/// <summary>Text is set for words, Value for literals.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, int Position, string Text, object? Value);
