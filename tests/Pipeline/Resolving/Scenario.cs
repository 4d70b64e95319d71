using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>What is known, and the batch in which an instance dies.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<Change> Known, IReadOnlyList<Change> Batch)
{
    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Email("ada@example.com").Field("firstName", "Ada");
    private static readonly Change Buyer = Changes.Of(Changes.Shop, "7", "buyer", 2).Email("buyer@example.com").Field("city", "Paris").Consent(ConsentState.Granted);
    private static readonly Change Reader = Changes.Of(Changes.Mail, "5", "reader", 3).Email("reader@example.com").Field("city", "Rome");
    private static readonly Change Tie = Changes.Of(Changes.Crm, "1", "tie", 4).Email("buyer@example.com");

    private static readonly Change Order = Changes.Hanging(Changes.Shop, "order", "900", "order", 2).Field("total", "25");
    private static readonly Change Paid = Changes.Hanging(Changes.Shop, "order", "900", "paid", 3).Email("ada@example.com").Field("state", "paid");

    private static readonly Change Visit = Changes.Of(Changes.Shop, "anonymous:b", "visit", 1).Browsing("b").Happened("viewed");
    private static readonly Change Named = Changes.Of(Changes.Shop, "7", "named", 3).Email("buyer@example.com").Browsing("b");
    private static readonly Change Guest = Changes.Of(Changes.Crm, "1", "guest", 4).Email("ada@example.com").Browsing("b");

    public static IReadOnlyDictionary<string, Scenario> All { get; } = new Scenario[]
    {
        new("a new person", [], [Ada, Buyer]),
        new("an update", [Ada], [Ada with { Id = "update", OccurredAt = Changes.At(9), Fields = [new("firstName", FieldValue.Text("Ada K."))] }]),
        new("a tie of two persons", [Ada, Buyer], [Tie]),
        new("a tie of three persons", [Ada, Buyer, Reader], [Tie, Changes.Of(Changes.Mail, "5", "tie too", 5).Email("ada@example.com")]),
        new("a merge by the vendor", [Ada, Changes.Of(Changes.Crm, "2", "double", 2).Field("city", "Oslo")], [Changes.Of(Changes.Crm, "1", "merge", 6).Absorbing("2")]),
        new("a privacy deletion", [Ada, Buyer, Tie], [Changes.Of(Changes.Shop, "7", "deletion", 8).Deleted(privacy: true)]),
        new("a redirect followed", [Ada, Buyer, Tie], [Changes.Of(Changes.Shop, "7", "after", 9).Email("buyer@example.com").Field("city", "London")]),
        new("an order that finds its person", [Ada, Order], [Paid, Ada with { Id = "update", Fields = [new("city", FieldValue.Text("Rome"))] }]),
        new("an order forgotten before its person was known", [Ada, Order.Deleted(privacy: true) with { Id = "deletion", OccurredAt = Changes.At(8) }], [Paid]),
        new("a visitor who is named", [Visit], [Named]),
        new("a visit of somebody who was named before", [Buyer, Named], [Visit]),
        new("a second person on a browser", [Visit, Named], [Guest]),
    }.ToDictionary(s => s.Name, StringComparer.Ordinal);
}
