using System.Collections.Concurrent;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Deliver;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The world outside: answers as the test says, and throws on a call that it said nothing of.</summary>
internal sealed class ScriptedHttp : IOutboundHttp
{
    private readonly ConcurrentDictionary<string, Func<JsonElement, Task<OutboundResponse?>>> _answers = new(StringComparer.Ordinal);

    /// <summary>Host and body of every call, in order.</summary>
    public ConcurrentQueue<(string Host, JsonElement Body)> Calls { get; } = new();

    public static OutboundResponse Status(int status, params (string Name, string Value)[] headers) =>
        new(status, headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase), ReadOnlyMemory<byte>.Empty);

    /// <param name="status">0: no answer at all.</param>
    public void Answer(string destination, int status, params (string Name, string Value)[] headers) =>
        Answer(destination, _ => Task.FromResult(status == 0 ? null : Status(status, headers)));

    public void Answer(string destination, Func<JsonElement, Task<OutboundResponse?>> answer) => _answers[Rig.HostOf(destination)] = answer;

    public Task<OutboundResponse?> SendAsync(OutboundCall call, CancellationToken cancellationToken)
    {
        var body = JsonElement.Parse(call.Body.Span);
        Calls.Enqueue((call.Url.Host, body));
        return _answers.TryGetValue(call.Url.Host, out var answer)
            ? answer(body)
            : throw new InvalidOperationException($"No call to {call.Url.Host} was expected.");
    }

    public int CallsTo(string destination) => Calls.Count(c => c.Host == Rig.HostOf(destination));

    /// <summary>The bodies that the destination was sent, in order.</summary>
    public IReadOnlyList<JsonElement> To(string destination) => [.. Calls.Where(c => c.Host == Rig.HostOf(destination)).Select(c => c.Body)];
}
