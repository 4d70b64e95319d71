using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>Webhooks of two vendors about persons whose identifiers collide. The n-th request is the same in every run of a seed.</summary>
internal sealed class CrashLoad(int seed)
{
    public const string Shop = "shop";
    public const string HubSpot = "hubspot";

    /// <summary>After so many requests they are about new persons, so that no timeline grows without end.</summary>
    private const int RequestsPerTown = 150;
    private const int PersonsPerTown = 8;

    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly string[] Cities = ["Paris", "Oslo", "Rome"];

    public CrashRequest Request(int n)
    {
        var random = new Random(unchecked((seed * 1_000_003) + n));
        var person = (n / RequestsPerTown * PersonsPerTown) + random.Next(PersonsPerTown) + 1;
        return n % 2 == 0
            ? new(Shop, $"msg_{n.ToString(CultureInfo.InvariantCulture)}", Bytes(ShopEvent(n, person, random)))
            : new(HubSpot, $"hubspot-{n.ToString(CultureInfo.InvariantCulture)}", Bytes(new JsonArray(
                [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => HubSpotEvent((n * 4) + i, person, random))])));
    }

    private static JsonObject ShopEvent(int n, int person, Random random)
    {
        var contact = new JsonObject
        {
            ["email"] = Email(person, random),
            ["firstName"] = $"Name {random.Next(4)}",
            ["city"] = Cities[random.Next(Cities.Length)],
        };
        var shopEvent = new JsonObject
        {
            ["eventId"] = $"shop-{n}",
            ["objectId"] = $"customer-{person}",
            ["occurredAt"] = Time(random),
            ["kind"] = random.Next(12) == 0 ? "deleted" : "updated",
            ["contact"] = contact,
        };
        if (random.Next(3) == 0)
        {
            shopEvent["consent"] = random.Next(2) == 0 ? "granted" : "denied";
        }

        if (random.Next(20) == 0)
        {
            contact["login"] = $"household-{person / 2}";
        }

        return shopEvent;
    }

    private static JsonObject HubSpotEvent(int id, int person, Random random)
    {
        var (name, value) = random.Next(4) switch
        {
            0 => ("email", Email(person, random)),
            1 => ("city", Cities[random.Next(Cities.Length)]),
            2 => ("hs_email_optout", "true"),
            _ => ("firstname", $"Name {random.Next(4)}"),
        };
        var hubSpotEvent = new JsonObject
        {
            ["eventId"] = id,
            ["subscriptionId"] = 1,
            ["portalId"] = 62515,
            ["occurredAt"] = Time(random),
            ["subscriptionType"] = "contact.propertyChange",
            ["attemptNumber"] = 0,
            ["objectId"] = person,
            ["propertyName"] = name,
            ["propertyValue"] = value,
        };
        if (random.Next(25) == 0)
        {
            hubSpotEvent["subscriptionType"] = "contact.merge";
            hubSpotEvent["primaryObjectId"] = person;
            hubSpotEvent["mergedObjectIds"] = new JsonArray(person + 100_000);
        }

        return hubSpotEvent;
    }

    private static string Email(int person, Random random) => $"person{person}{(random.Next(2) == 0 ? "" : "+shop")}@example.com";

    // Few moments, so that many changes happen at the same one.
    private static long Time(Random random) => Start + (random.Next(40) * 1000);

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node);
}
