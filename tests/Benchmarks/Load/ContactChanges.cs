using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessCdi.Benchmarks.Load;

/// <summary>Contact changes as a CRM sends them: untidy addresses, telephone numbers in three notations, 500 to 620 bytes.</summary>
/// <param name="run">Tells the changes and people of one run from those of another.</param>
/// <param name="people">How many people they are about; 0 where every change is about a new one.</param>
internal sealed class ContactChanges(int run, int people, DateTimeOffset start)
{
    private const int PeopleApart = 10_000_000;

    private static readonly string[] FirstNames = ["Ines", "Tomás", "Ngozi", "Søren", "Amira", "Kenji", "Maud", "Pavel"];
    private static readonly string[] LastNames = ["Moreau", "Adeyemi", "Lindqvist", "Tanaka", "O'Brien", "Kovář", "Ferrari", "Singh"];
    private static readonly string[] Cities = ["Bristol", "Łódź", "Köln", "Nantes", "Bergen", "Sevilla", "Cork", "Graz"];
    private static readonly string[] Stages = ["subscriber", "lead", "opportunity", "customer"];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Chance _chance = new((ulong)run + 1);

    /// <summary>The address under which the person of a change is found.</summary>
    public string EmailOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"user.r{run}.{customer:D6}@example.com");

    /// <returns>The body of one change or a list of them, and for each change its customer.</returns>
    public (byte[] Body, int[] Customers) Next(int first, int count)
    {
        using var body = new MemoryStream(640 * count);
        using var json = new Utf8JsonWriter(body, Options);
        var customers = new int[count];
        if (count > 1)
        {
            json.WriteStartArray();
        }

        for (var i = 0; i < count; i++)
        {
            customers[i] = people == 0 ? first + i : _chance.Below(people);
            Write(json, first + i, customers[i]);
        }

        if (count > 1)
        {
            json.WriteEndArray();
        }

        json.Flush();
        return (body.ToArray(), customers);
    }

    /// <summary>The number of a change, which its notes carry between brackets to the destination.</summary>
    public static int NumberIn(ReadOnlySpan<char> notes)
    {
        var from = notes.IndexOf('(') + 1;
        return int.Parse(notes[from..notes.IndexOf(')')], CultureInfo.InvariantCulture);
    }

    private void Write(Utf8JsonWriter json, int number, int customer)
    {
        json.WriteStartObject();
        json.WriteString("eventId", string.Create(CultureInfo.InvariantCulture, $"run{run}-{number:D9}"));
        json.WriteString("subscriptionType", "contact.propertyChange");
        json.WriteNumber("portalId", 4201337);
        json.WriteNumber("objectId", 7_000_000L + ((long)run * PeopleApart) + customer);
        json.WriteNumber("occurredAt", start.ToUnixTimeMilliseconds() + number);
        json.WriteString("changeSource", "CRM_UI");
        json.WriteNumber("attemptNumber", 0);
        WriteContact(json, number, customer);
        json.WriteStartObject("consent");
        json.WriteBoolean("marketing", true);
        json.WriteString("channel", "email");
        json.WriteString("basis", "opt-in");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContact(Utf8JsonWriter json, int number, int customer)
    {
        var line = _chance.Below(10_000).ToString("D4", CultureInfo.InvariantCulture);
        json.WriteStartObject("contact");
        json.WriteString("email", string.Create(CultureInfo.InvariantCulture, $" User.R{run}.{customer:D6}@Example.{(number % 2 == 0 ? "com" : "COM")} "));
        json.WriteString("country", "GB");
        json.WriteString("phone", (number % 3) switch { 0 => $"+44 (20) 7946-{line}", 1 => $"0044 20 7946 {line}", _ => $"(020) 7946 {line}" });
        json.WriteString("firstName", _chance.Of(FirstNames));
        json.WriteString("lastName", _chance.Of(LastNames));
        json.WriteString("company", $"Works {_chance.Below(90).ToString(CultureInfo.InvariantCulture)} plc");
        json.WriteString("city", _chance.Of(Cities));
        json.WriteString("lifecycleStage", _chance.Of(Stages));
        json.WriteString("lastPage", $"/plans/{_chance.Below(9).ToString(CultureInfo.InvariantCulture)}?utm_source=mail&utm_campaign=autumn-{_chance.Below(40).ToString(CultureInfo.InvariantCulture)}");
        json.WriteString("notes", $"Would like to hear about the team plan ({number.ToString(CultureInfo.InvariantCulture)}); mornings are best.");
        json.WriteEndObject();
    }
}
