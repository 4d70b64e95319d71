using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Tests.Unit.Profiles.Splitting;

/// <summary>
/// A history in two worlds: in one, persons are linked wrongly now and then and taken apart again; the other never made
/// such a link, and only hears what may not be one person. Six halves of three persons: a half is always known by its
/// address, two halves may become one rightly.
/// </summary>
internal sealed class TwoWorlds(int seed)
{
    private const int Halves = 6;
    private const int Steps = 20;

    private static readonly HashSet<string> None = [];
    private static readonly HashSet<Identifier> NobodyShares = [];
    private static readonly string[] Names = ["firstName", "city"];

    private readonly Random _random = new(seed);
    private readonly bool _withEchoes = seed % 2 == 0;
    private readonly List<IdentityLink> _wrong = [];
    private int _now;

    public TinyWorld Real { get; } = new();

    public TinyWorld Shadow { get; } = new();

    public int Splits { get; private set; }

    public void Run()
    {
        for (var half = 0; half < Halves; half++)
        {
            Say(Contact("crm", half) with { Identifiers = [Email(half)] });
        }

        for (var step = 0; step < Steps; step++)
        {
            Next();
        }

        while (_wrong.Count > 0)
        {
            Undo(_wrong[_random.Next(_wrong.Count)]);
        }

        for (var half = 0; half < Halves; half++)
        {
            TakeOut(half);
        }
    }

    /// <summary>Every person, and every profile that keeps what named nobody, without ids and versions.</summary>
    public static IReadOnlyList<string> Text(TinyWorld world) => [.. world.Active.Where(p => p.Records.Count > 0).Select(p => Text(world, p)).Order(StringComparer.Ordinal)];

    private static string Text(TinyWorld world, Profile person) => string.Join('\n',
    [
        JsonSerializer.Serialize(GoldenDocument.Of(person.Golden), CoreJson.Relaxed.GoldenDocument),
        .. person.Records.Values.OrderBy(r => r.Key).Select(r => JsonSerializer.Serialize(RecordDocument.Of(r), CoreJson.Relaxed.RecordDocument)),
        string.Join(' ', world.Timeline(person.Id).Select(c => c.Id).Order(StringComparer.Ordinal)),
        .. person.Golden.Identifiers.Select(i => $"{i.Type} {i.Value} leads to {(world.Owner(i)?.Id == person.Id ? "them" : "another")}"),
        .. person.Records.Keys.Where(r => !r.IsPerson).Order().Select(r => $"{r.Object} {r.Key} leads to {(world.Owner(r.Identifier)?.Id == person.Id ? "them" : "another")}"),
        .. person.Ties.Links.Keys,
        .. person.Ties.Separations.Keys,
    ]);

    private void Next()
    {
        var half = _random.Next(Halves);
        switch (_random.Next(16))
        {
            case 0 or 1:
                Link(half, _random.Next(Halves));
                break;
            case 2 when _wrong.Count > 0:
                Undo(_wrong[_random.Next(_wrong.Count)]);
                break;
            case 3:
                Bridge(half);
                break;
            case 4 or 5 when _withEchoes:
                EchoOf(half);
                break;
            case 6:
                Say(Contact(Source(), half) with { Kind = ChangeKind.Delete, Privacy = !_withEchoes && _random.Next(2) == 0, Identifiers = [Email(half)] }, anchor: false);
                break;
            case 7:
                Say(Contact(Source(), half) with { Kind = ChangeKind.Event, Event = new("seen", FieldValue.Null), Identifiers = [Email(half)] });
                break;
            case 8 or 9 or 10:
                Say(Deal(_random.Next(5), half));
                break;
            case 11:
                Say(Order(half));
                break;
            default:
                Say(Spoken(Contact(Source(), half)) with { Identifiers = [Email(half)] });
                break;
        }
    }

    /// <summary>A link between two halves: right where they are one person, else wrong.</summary>
    private void Link(int one, int other)
    {
        var link = IdentityLink.Between(Anchor(one), Anchor(other), IdentityLinkKind.Match, At(++_now), "matching");
        if (one / 2 == other / 2)
        {
            if (!Real.AreSeparated(link.Left, link.Right) && !Shadow.AreSeparated(link.Left, link.Right) && Shadow.Tie(link))
            {
                Real.Tie(link);
            }
        }
        else if (Real.Tie(link))
        {
            _wrong.Add(link);
        }
    }

    private void Bridge(int half)
    {
        var other = half ^ 1;
        if (!Real.AreSeparated(Anchor(half), Anchor(other)) && !Shadow.AreSeparated(Anchor(half), Anchor(other)))
        {
            Say(Contact("shop", half) with { Identifiers = [Email(half), Email(other)] });
        }
    }

    private void Undo(IdentityLink link)
    {
        _wrong.Remove(link);
        if (Real.Holder(link.Left) is not { } person || !person.Ties.Links.ContainsKey(link.Id))
        {
            return;
        }

        var sides = SplitPlanner.ByLink(person, link.Id, IdentityPolicy.Default, NobodyShares)!;
        if (sides.StillTiedBy.Count > 0)
        {
            sides = SplitPlanner.ByRecords(person, [.. Shadow.Holder(link.Right)!.Records.Keys]);
        }

        Shadow.Separate(Real.Unmerge(person, sides, At(++_now))!);
        Splits++;
    }

    /// <summary>Who was taken apart by records can leave others behind whom only those tied: a steward names these next.</summary>
    private void TakeOut(int half)
    {
        var person = Real.Holder(Anchor(half))!;
        var sides = SplitPlanner.ByRecords(person, [.. Shadow.Holder(Anchor(half))!.Records.Keys]);
        if (sides.Left.Count > 0)
        {
            Shadow.Separate(Real.Unmerge(person, sides, At(++_now))!);
            Splits++;
        }
    }

    /// <summary>
    /// The vendor reports what it was told of the whole person. The other world told it only of its own: what one of those
    /// who are that person said at any time, because an echo may come late. Nothing comes back while two halves of a person
    /// are one for a wrong reason only: whose word it was then could not be told once there is a right one.
    /// </summary>
    private void EchoOf(int half)
    {
        if (Real.Holder(Anchor(half)) == Real.Holder(Anchor(half ^ 1)) && Shadow.Holder(Anchor(half)) != Shadow.Holder(Anchor(half ^ 1)))
        {
            return;
        }

        var real = Real.Holder(Anchor(half))!.Golden.Fields;
        var shadow = Shadow.Timeline(Shadow.Holder(Anchor(half))!.Id).Where(c => c.Record.Object == PersonLinks.PersonObject).SelectMany(c => c.Fields).ToHashSet();
        var change = Contact("crm", half) with { Identifiers = [Email(half)], Fields = [.. real.Select(f => new FieldChange(f.Key, f.Value.Value))] };
        Real.Apply(change, change.Fields.Select(f => f.Name).ToHashSet());
        change = change with { Fields = [.. change.Fields.Where(shadow.Contains)] };
        Shadow.Apply(change, change.Fields.Select(f => f.Name).ToHashSet());
    }

    private void Say(Change change, bool anchor = true)
    {
        if (!anchor && RecordKey.Of(change) == Anchor(int.Parse(change.Record.Key, System.Globalization.CultureInfo.InvariantCulture)))
        {
            change = change with { Source = "mail" };
        }

        Real.Apply(change, None);
        Shadow.Apply(change, None);
    }

    private Change Contact(string source, int half) => new()
    {
        Id = $"c{++_now}",
        Source = source,
        Record = new("contact", $"{half}"),
        Kind = ChangeKind.Upsert,
        OccurredAt = At(_random.Next(60)),
        ReceivedAt = At(_now),
    };

    /// <summary>Handed around: the link is anybody's, or there is none.</summary>
    private Change Deal(int key, int half)
    {
        var deal = Spoken(Contact("crm", half)) with { Record = new("deal", $"{key}") };
        return _random.Next(6) switch
        {
            0 or 1 => deal,
            2 => deal with { Identifiers = [Email(half)], Consents = [new("marketing", "email", ConsentState.Denied)] },
            3 => deal with { Identifiers = [Anchor(half).Identifier], Kind = ChangeKind.Event, Event = new("won", FieldValue.Null), Fields = [] },
            4 => deal with { Identifiers = [Anchor(half).Identifier], Kind = ChangeKind.Delete, Fields = [] },
            _ => deal with { Identifiers = [Email(half)], Kind = ChangeKind.Merge, MergedKeys = [$"{key + 5}"] },
        };
    }

    /// <summary>Always the half's own, and now and then forgotten under a privacy law.</summary>
    private Change Order(int half)
    {
        var order = Spoken(Contact("shop", half)) with { Record = new("order", $"{half}"), Identifiers = _random.Next(2) == 0 ? [] : [Email(half)] };
        return _random.Next(5) == 0 ? order with { Kind = ChangeKind.Delete, Privacy = true, Fields = [] } : order;
    }

    /// <summary>No two ever say the same, so that it shows who said something.</summary>
    private Change Spoken(Change change) => change with
    {
        Fields = [.. Names.Where(_ => _random.Next(3) > 0).Select(n => new FieldChange(n, _random.Next(8) == 0 ? FieldValue.Null : FieldValue.Text($"{n} {_now}")))],
        Consents = _random.Next(4) == 0 ? [new("marketing", "email", _random.Next(2) == 0 ? ConsentState.Granted : ConsentState.Withdrawn)] : [],
    };

    private string Source() => _random.Next(3) switch { 0 => "crm", 1 => "shop", _ => "mail" };

    private static RecordKey Anchor(int half) => new("crm", "contact", $"{half}");

    private static Identifier Email(int half) => new(Identifier.Email, $"{half}@example.com");

    private static DateTimeOffset At(int second) => Histories.Start.AddSeconds(second);
}
