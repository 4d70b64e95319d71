using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>From rows to changes, through the source's own mapping. Pure.</summary>
internal sealed class RowMapping(IRowSource source, ImportSettings settings, DateTimeOffset createdAt)
{
    /// <summary>Fewer rows are not worth handing to another core.</summary>
    private const int Few = 64;

    private static readonly Uri Nowhere = new("https://import.invalid/");
    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="from">The number of the first row.</param>
    public MappedRow[] Read(IReadOnlyList<ImportRow> rows, long from)
    {
        var mapped = new MappedRow[rows.Count];
        if (rows.Count < Few)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                mapped[i] = Read(rows[i], from + i);
            }
        }
        else
        {
            Parallel.For(0, rows.Count, i => mapped[i] = Read(rows[i], from + i));
        }

        return mapped;
    }

    public MappedRow Read(ImportRow row, long number)
    {
        var request = Request(row.Content, createdAt.AddTicks(number + 1));
        if (row.Wrong is not null)
        {
            return Refused(request, new(row.Content, row.Wrong), WebhookReading.Empty);
        }

        var reading = source.ReadRow(request, settings.Object);
        if (reading.Rejected is [var first, ..])
        {
            // The whole row waits: half of it would be applied twice when it is replayed.
            return Refused(request, new(row.Content, first.Reason, first.Code), reading);
        }

        return reading.Changes.Count > 0
            ? new(reading.Changes, null, reading.Drift)
            : Refused(request, new(row.Content, NothingIn(reading)), reading);
    }

    internal static WebhookRequest Request(ReadOnlyMemory<byte> content, DateTimeOffset receivedAt) => new()
    {
        Method = "POST",
        Url = Nowhere,
        Headers = NoHeaders,
        Body = content,
        ReceivedAt = receivedAt,
    };

    private static string NothingIn(WebhookReading reading) => reading.Ignored.Count > 0
        ? "the mapping lists no meaning for this kind of row"
        : "the mapping finds no change in the row";

    private MappedRow Refused(WebhookRequest request, RejectedPart part, WebhookReading reading)
    {
        var item = Quarantined.Of(settings.Source, request, [], part);
        var context = new QuarantineContext(Nowhere.AbsolutePath, NoHeaders) { Row = settings.Object ?? "" };
        return new([], item with { Context = context }, reading.Drift);
    }
}

/// <param name="Refusal">What waits instead of changes, or null.</param>
/// <param name="Drift">How the row differs from the source's contract.</param>
internal sealed record MappedRow(IReadOnlyList<Change> Changes, QuarantineItem? Refusal, IReadOnlyList<ContractFinding> Drift);
