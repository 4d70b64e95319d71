using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>What is said of deals and orders beside a history of contacts: with a link, without one, and with one after another.</summary>
internal sealed class HangingHistories(int seed)
{
    private const int Length = 60;
    private const int Keys = 8;

    private readonly Random _random = new(seed);

    /// <summary>The records of these keys name one person whenever they name anybody; those of the others are handed on.</summary>
    public static bool IsHandedOn(RecordKey record) => record.Key[0] >= '4';

    public IReadOnlyList<Change> Write() =>
    [
        .. Enumerable.Range(0, Length).Select(n => Next(n)),
        .. from kind in (string[])["deal", "order"]
           from key in Enumerable.Range(0, Keys)
           select Linked(Changes.Hanging(Changes.Crm, kind, $"{key}", $"{kind}{key} named", _random.Next(25)), key),
    ];

    private Change Next(int n)
    {
        var key = _random.Next(Keys);
        var change = Changes.Hanging(Changes.Crm, _random.Next(2) == 0 ? "deal" : "order", $"{key}", $"h{n}", _random.Next(25));
        if (_random.Next(2) == 0)
        {
            change = Linked(change, key);
        }

        return _random.Next(12) switch
        {
            0 => change.Deleted(privacy: false),
            1 => change.Deleted(privacy: true),
            2 when IsHandedOn(RecordKey.Of(change)) => change.Absorbing($"{4 + _random.Next(4)}"),
            3 => change.Happened("refunded"),
            4 => change.Consent(_random.Next(2) == 0 ? ConsentState.Denied : ConsentState.Granted),
            _ => change.Field("stage", $"stage {_random.Next(4)}").Field("firstName", "of no person"),
        };
    }

    private Change Linked(Change change, int key)
    {
        var person = IsHandedOn(RecordKey.Of(change)) ? _random.Next(Keys) : key;
        var byEmail = IsHandedOn(RecordKey.Of(change)) ? _random.Next(2) == 0 : key % 2 == 0;
        var linked = byEmail ? change.Email($"{person}@example.com") : change.Contact(Changes.Crm, $"{person}");

        // Whoever comes after the first is nobody: this must not tie the two.
        return _random.Next(3) == 0 ? linked.Email($"{_random.Next(Keys)}@example.com") : linked;
    }
}
