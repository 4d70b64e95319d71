using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Queues;

/// <summary>The body of a message on queue <c>changes</c>: a JSON array of changes.</summary>
public static class ChangeMessage
{
    /// <summary>Bytes of a body that holds more than one change: with its headers it is billed as one operation (64 KB).</summary>
    public const int PackBytes = 60 * 1024;

    /// <summary>Bytes of the largest body: Service Bus Standard takes 256 KB with headers.</summary>
    public const int MaxBytes = 240 * 1024;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The changes of a received message.</summary>
    /// <exception cref="JsonException">The body is not what <see cref="Pack"/> makes.</exception>
    public static IReadOnlyList<Change> Read(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var changes = JsonSerializer.Deserialize(body.ToMemory().Span, CoreJson.Relaxed.Changes);
        return changes is not null && changes.All(IsWhole)
            ? changes
            : throw new JsonException("The body is not a list of whole changes.");
    }

    /// <summary>A null where the model has none passes the parser, and would fail every change that came with it.</summary>
    private static bool IsWhole(Change? change) =>
        change is { Id.Length: > 0, Source.Length: > 0, Record: { Object.Length: > 0, Key.Length: > 0 }, Identifiers: not null, Fields: not null, Consents: not null, MergedKeys: not null }
        && change.Identifiers.All(i => i.Type is not null && i.Value is not null)
        && change.Fields.All(f => f.Name is not null)
        && change.Consents.All(c => c is { Purpose: not null, Channel: not null });

    /// <summary>As few bodies as the sizes allow, in the order of the changes.</summary>
    /// <exception cref="TooLargeException">A change by itself passes <see cref="MaxBytes"/>.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Pack(IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var bodies = new List<ReadOnlyMemory<byte>>();
        var tooLarge = new List<int>();
        var body = new MemoryStream();
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        for (var i = 0; i < changes.Count; i++)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            JsonSerializer.Serialize(writer, changes[i], CoreJson.ForWriter.Change);
            writer.Flush();
            var json = buffer.WrittenSpan;
            if (json.Length + 2 > MaxBytes)
            {
                tooLarge.Add(i);
                continue;
            }

            // What is there, a comma, the change, and the closing bracket.
            if (body.Length > 0 && body.Length + 1 + json.Length + 1 > PackBytes)
            {
                bodies.Add(Close(body));
                body = new MemoryStream();
            }

            body.WriteByte((byte)(body.Length == 0 ? '[' : ','));
            body.Write(json);
        }

        if (tooLarge.Count > 0)
        {
            throw new TooLargeException($"{tooLarge.Count} of {changes.Count} changes pass the {MaxBytes} bytes that a message may have.", tooLarge);
        }

        if (body.Length > 0)
        {
            bodies.Add(Close(body));
        }

        return bodies;
    }

    private static ReadOnlyMemory<byte> Close(MemoryStream body)
    {
        body.WriteByte((byte)']');
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
