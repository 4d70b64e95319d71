using System.Text.RegularExpressions;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>What waits, counted by source and code, most first.</summary>
public sealed partial record QuarantineSummary(int Total, DateTimeOffset? Oldest, IReadOnlyList<QuarantineGroup> Groups)
{
    /// <summary>Different reasons shown for one group.</summary>
    private const int MaxReasons = 10;

    public static async Task<QuarantineSummary> OfAsync(IAsyncEnumerable<QuarantineItem> items, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<(string Source, string Code), Counting>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (!groups.TryGetValue((item.Source, item.Code), out var counting))
            {
                groups[(item.Source, item.Code)] = counting = new(item.ReceivedAt);
            }

            counting.Add(item);
        }

        return new(
            groups.Values.Sum(g => g.Count),
            groups.Count == 0 ? null : groups.Values.Min(g => g.Oldest),
            [.. groups.OrderByDescending(g => g.Value.Count).ThenBy(g => g.Key).Select(g => g.Value.Close(g.Key.Source, g.Key.Code))]);
    }

    /// <summary>The same fault of many items of a batch is one reason.</summary>
    [GeneratedRegex(@"^item \d+: ", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    private sealed class Counting(DateTimeOffset first)
    {
        private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
        private DateTimeOffset _newest = first;

        public int Count { get; private set; }

        public DateTimeOffset Oldest { get; private set; } = first;

        public void Add(QuarantineItem item)
        {
            var reason = Place().Replace(item.Reason, "");
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            Oldest = item.ReceivedAt < Oldest ? item.ReceivedAt : Oldest;
            _newest = item.ReceivedAt > _newest ? item.ReceivedAt : _newest;
            Count++;
        }

        public QuarantineGroup Close(string source, string code) => new(
            source,
            code,
            Count,
            Oldest,
            _newest,
            [.. _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(MaxReasons).Select(r => new QuarantineReasonCount(r.Key, r.Value))]);
    }
}

public sealed record QuarantineGroup(
    string Source, string Code, int Count, DateTimeOffset Oldest, DateTimeOffset Newest, IReadOnlyList<QuarantineReasonCount> Reasons);

public sealed record QuarantineReasonCount(string Reason, int Count);
