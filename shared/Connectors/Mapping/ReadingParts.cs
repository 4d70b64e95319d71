using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What has become of a delivery's events so far.</summary>
internal sealed class ReadingParts
{
    private readonly List<string> _ignored = [];
    private readonly List<RejectedPart> _rejected = [];

    public List<Change> Changes { get; } = [];

    /// <summary>What differs from the source's contract.</summary>
    public ContractFindings Findings { get; } = new();

    /// <summary>What kind of fault the next rejection has.</summary>
    private string Code { get; set; } = QuarantineCodes.Unreadable;

    /// <summary>
    /// Compares a record with the contract. False where it breaks one that is enforced: then the event is to be rejected,
    /// with <see cref="ContractFindings.Reason"/>.
    /// </summary>
    public bool Keeps(SourceContract? contract, string changeId, string @object, JsonElement fields, bool isPartial)
    {
        if (contract is null)
        {
            return true;
        }

        Findings.ChangeId = changeId;
        if (contract.Check(@object, fields, isPartial, Findings) || contract.Mode != ContractMode.Enforce)
        {
            return true;
        }

        Code = QuarantineCodes.Contract;
        return false;
    }

    /// <summary>A genuine event that is not wanted here.</summary>
    /// <returns>Null: nothing is wrong with it.</returns>
    public string? Ignore(string name)
    {
        _ignored.Add(name.Length <= Change.MaxIdLength ? name : name[..Change.MaxIdLength]);
        return null;
    }

    public void Reject(in VendorEvent e, string reason)
    {
        var raw = JsonMarshal.GetRawUtf8Value(e.Element).ToArray();
        _rejected.Add(e.Index < 0 ? new(raw, reason, Code) : new(raw, $"item {e.Index}: {reason}", Code, Index: e.Index));
        Code = QuarantineCodes.Unreadable;
    }

    /// <summary>Sets aside a part of an envelope that its connector opens itself.</summary>
    /// <param name="path">What makes a request of the part alone; null: the request's own path.</param>
    public void Reject(ReadOnlyMemory<byte> raw, string reason, string? path)
    {
        _rejected.Add(new(raw, reason, Code, path));
        Code = QuarantineCodes.Unreadable;
    }

    public WebhookReading ToReading() => new() { Changes = Changes, Ignored = _ignored, Rejected = _rejected, Drift = Findings.ToList() };

    /// <summary>
    /// The reading of a list: a rejected event waits as the payload with this event where the list stood, for what stands
    /// around the list belongs to each of its events.
    /// </summary>
    public WebhookReading ToReading(ReadOnlyMemory<byte> payload, ReadOnlySpan<byte> list)
    {
        if (_rejected.Count == 0 || list.Length == payload.Length || !payload.Span.Overlaps(list, out var start))
        {
            return ToReading();
        }

        for (var i = 0; i < _rejected.Count; i++)
        {
            byte[] whole = [.. payload.Span[..start], .. _rejected[i].Raw.Span, .. payload.Span[(start + list.Length)..]];
            _rejected[i] = _rejected[i] with { Raw = whole };
        }

        return ToReading();
    }
}
