using System.Text.Json;
using System.Text.Unicode;

namespace ServerlessCdi.Connectors;

/// <summary>
/// Cuts a JSON body into its elements: those of an array, or the one object that the body is. The whole body is checked
/// first (UTF-8, grammar, depth), so that an element can fail alone and a torn body fails as a whole.
/// </summary>
internal static class JsonBatch
{
    /// <summary>Nesting allowed, the array included.</summary>
    public const int MaxDepth = 64;

    /// <returns>Null when the body was cut, else why it cannot be.</returns>
    public static string? Split(ReadOnlyMemory<byte> body, List<ReadOnlyMemory<byte>> elements)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return "The body is not valid UTF-8.";
        }

        try
        {
            return Cut(body, elements);
        }
        catch (JsonException wrong)
        {
            return $"The body is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}.";
        }
    }

    private static string? Cut(ReadOnlyMemory<byte> body, List<ReadOnlyMemory<byte>> elements)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return "The body is neither a JSON array nor an object.";
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            elements.Add(Next(ref reader, body));
        }
        else
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                elements.Add(Next(ref reader, body));
            }
        }

        return reader.Read() ? "The body goes on after its end." : null;
    }

    private static ReadOnlyMemory<byte> Next(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
