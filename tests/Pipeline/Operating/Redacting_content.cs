using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Operating;

public sealed class Redacting_content
{
    [Theory]
    [InlineData("""{"email":"ada@example.com","age":36,"vip":true,"notes":null,"tags":["a",{"b":""}]}""", """{"email":"‹text 15›","age":"‹number 2›","vip":"‹boolean›","notes":null,"tags":["‹text 1›",{"b":"‹text 0›"}]}""")]
    [InlineData("""[1]""", """["‹number 1›"]""")]
    [InlineData("\"ada\"", "\"‹text 3›\"")]
    [InlineData("""{"ada@example.com":1,"+447700900123":{"@id":"x","first name":"y"}}""", """{"‹name 15›":"‹number 1›","‹name 13›":{"@id":"‹text 1›","first name":"‹text 1›"}}""")]
    public void Json_keeps_its_members_and_types(string payload, string shape) =>
        Assert.Equal(shape, Compact(Redacted.Payload(Encoding.UTF8.GetBytes(payload))));

    [Fact]
    public void Xml_keeps_its_elements_and_attributes() => Assert.Equal(
        "<c xmlns:n=\"urn:n\" n:id=\"‹text 2›\"><e>‹text 15›</e><e>‹text 3›</e></c>",
        Redacted.Payload(Encoding.UTF8.GetBytes("<c xmlns:n='urn:n' n:id='42'><!-- Ada --><e>ada@example.com</e><e><![CDATA[Ada]]></e></c>"))
            .ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal));

    [Fact]
    public void A_form_keeps_its_names() =>
        Assert.Equal("email=‹text 15›&a[b]=‹text 3›&none=‹text 0›", Redacted.Payload("email=ada%40example.com&a%5Bb%5D=x+y&none="u8.ToArray()));

    [Theory]
    [InlineData("Ada Lovelace", "‹bytes 12›")]
    [InlineData("<c>Ada", "‹bytes 6›")]
    [InlineData("<!DOCTYPE c [<!ENTITY e 'Ada'>]><c>&e;</c>", "‹bytes 42›")]
    [InlineData("""{"email":"ada""", "‹bytes 13›")]
    [InlineData("dGVzdA==", "‹bytes 8›")]
    [InlineData("", "‹bytes 0›")]
    public void Anything_else_is_its_length(string payload, string shape) => Assert.Equal(shape, Redacted.Payload(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Bytes_that_are_no_text_are_their_length() => Assert.Equal("‹bytes 3›", Redacted.Payload(new byte[] { 0x1f, 0x8b, 0xff }));

    [Fact]
    public void A_change_shows_which_fields_it_says_and_not_what()
    {
        var change = Changes.Of(Changes.Crm, "key-1", "id-1").Email("ada@example.com") with
        {
            Fields = [new("firstName", FieldValue.Text("Ada")), new("address", FieldValue.FromJson(JsonElement.Parse("""{"name":"Home","type":"Ada's"}""")))],
            Event = new("order", FieldValue.FromJson(JsonElement.Parse("""{"kind":"gift"}"""))),
        };

        var shape = Redacted.Content(new QuarantineItem("i", Changes.Crm, "r", Rig.Start, default, change));

        Assert.All(["firstName", "\"email\"", "\"contact\"", "\"order\"", "\"crm\""], shown => Assert.Contains(shown, shape, StringComparison.Ordinal));
        Assert.All(["Ada", "ada@", "key-1", "Home", "gift"], hidden => Assert.DoesNotContain(hidden, shape, StringComparison.Ordinal));
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
