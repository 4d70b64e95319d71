using System.Text.Json;
using ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class MappingMistakesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]", "$.mapping")]
    [InlineData("""{"id":"id"}""", "$.mapping.object")]
    [InlineData("""{"object":"contact"}""", "$.mapping.id")]
    [InlineData("""{"object":"Contact!","id":"id"}""", "$.mapping.object")]
    [InlineData("""{"object":"contact","id":"a..b"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":"a[x]"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":"a[0"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":"a[-1]"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":"$id"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":"a.*"}""", "$.mapping.id")]
    [InlineData("""{"object":"contact","id":["id",5]}""", "$.mapping.id[1]")]
    [InlineData("""{"object":"contact","id":"id","items":"a b c."}""", "$.mapping.items")]
    [InlineData("""{"object":"contact","id":"id","occuredAt":"at"}""", "$.mapping.occuredAt")]
    [InlineData("""{"object":"contact","id":"id","occurredAt":{"from":"at","format":"unix"}}""", "$.mapping.occurredAt.format")]
    [InlineData("""{"object":"contact","id":"id","kind":"remove"}""", "$.mapping.kind")]
    [InlineData("""{"object":"contact","id":"id","kind":{"from":"k","values":{"a":"remove"}}}""", "$.mapping.kind.values.a")]
    [InlineData("""{"object":"contact","id":"id","kind":{"from":"k","default":"remove"}}""", "$.mapping.kind.default")]
    [InlineData("""{"object":"contact","id":"id","kind":{"values":{"a":"delete"}}}""", "$.mapping.kind.from")]
    [InlineData("""{"object":"contact","id":"id","kind":{"from":"k","value":"delete"}}""", "$.mapping.kind.from")]
    [InlineData("""{"object":"contact","id":"id","kind":{"from":"k","values":{"m":"merge"}}}""", "$.mapping.mergedIds")]
    [InlineData("""{"object":"contact","id":"id","kind":{"from":"k","values":{"m":"event"}}}""", "$.mapping.event")]
    [InlineData("""{"object":"contact","id":"id","kind":"consent"}""", "$.mapping.consents")]
    [InlineData("""{"object":"contact","id":"id","event":{}}""", "$.mapping.event.name")]
    [InlineData("""{"object":"contact","id":"id","fields":{}}""", "$.mapping.fields")]
    [InlineData("""{"object":"contact","id":"id","fields":[5]}""", "$.mapping.fields[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a"}]}""", "$.mapping.fields[0].to")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"to":"a"}]}""", "$.mapping.fields[0].from")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":" a"}]}""", "$.mapping.fields[0].to")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a"},{"from":"b","to":"a"}]}""", "$.mapping.fields[1].to")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","identifier":"E-mail"}]}""", "$.mapping.fields[0].identifier")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","blank":"keep"}]}""", "$.mapping.fields[0].blank")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transform":["trim"]}]}""", "$.mapping.fields[0].transform")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":["trm"]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{"trim":1}]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{}]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":["constant"]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{"map":{}}]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{"number":";"}]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{"phone":"uk"}]}]}""", "$.mapping.fields[0].transforms[0]")]
    [InlineData("""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","transforms":[{"date":"HH:mm"}]}]}""", "$.mapping.fields[0].transforms[0].date")]
    [InlineData("""{"object":"contact","id":"id","identifiers":[{"from":"a"}]}""", "$.mapping.identifiers[0].type")]
    [InlineData("""{"object":"contact","id":"id","consents":[{"from":"a","channel":"email"}]}""", "$.mapping.consents[0].purpose")]
    [InlineData("""{"object":"contact","id":"id","consents":[{"from":"a","purpose":"m","channel":"a|b"}]}""", "$.mapping.consents[0].channel")]
    [InlineData("""{"object":"contact","id":"id","consents":[{"from":"a","purpose":"m","channel":"email","values":{"yes":"ok"}}]}""", "$.mapping.consents[0].values.yes")]
    public void A_mistake_is_reported_where_it_stands(string mapping, string path = "$.mapping") =>
        Assert.StartsWith(path + ": ", Assert.Single(Sources.Mistakes(mapping)), StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var mistakes = Sources.Mistakes("""{"fields":[{"to":"a"},{"from":"b"}],"kind":"x","typo":1}""", """{"toleranceSeconds":-1}""");
        Assert.Equal(
            ["$.options.toleranceSeconds", "$.mapping.kind", "$.mapping.object", "$.mapping.id", "$.mapping.fields[0].from", "$.mapping.fields[1].to", "$.mapping.typo"],
            mistakes.Select(m => m[..m.IndexOf(':')]));
    }

    [Fact]
    public void The_schema_knows_the_members_and_transforms_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "schemas", "mapping.schema.json")));
        Assert.Equal(Known("""{"object":"c","id":"i","typo":1}"""), Members(schema.RootElement));
        Assert.Equal(Known("""{"object":"c","id":"i","fields":[{"from":"a","to":"a","typo":1}]}"""), Members(Definition("field")));
        Assert.Equal(Known("""{"object":"c","id":"i","identifiers":[{"from":"a","type":"a","typo":1}]}"""), Members(Definition("identifier")));
        Assert.Equal(Known("""{"object":"c","id":"i","consents":[{"from":"a","purpose":"m","channel":"e","typo":1}]}"""), Members(Definition("consent")));
        Assert.Equal(Known("""{"object":"c","id":"i","event":{"name":"a","typo":1}}"""), Members(Definition("event")));
        Assert.Equal(Known("""{"object":{"from":"a","typo":1},"id":"i"}"""), Members(Definition("word").GetProperty("oneOf")[1]));
        var transforms = Definition("transform").GetProperty("oneOf");
        var named = transforms[0].GetProperty("enum").EnumerateArray().Select(e => e.GetString()!).Union(Members(transforms[1]));
        Assert.Equal(Known("""{"object":"c","id":"i","fields":[{"from":"a","to":"a","transforms":["typo"]}]}"""), named.Order(StringComparer.Ordinal));

        JsonElement Definition(string name) => schema.RootElement.GetProperty("$defs").GetProperty(name);
    }

    private static IEnumerable<string> Members(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    /// <summary>The names that the reader offers when it meets one that it does not know.</summary>
    private static IEnumerable<string> Known(string mapping)
    {
        var mistake = Assert.Single(Sources.Mistakes(mapping));
        return mistake[(mistake.IndexOf("Known: ", StringComparison.Ordinal) + 7)..].Split(", ").Order(StringComparer.Ordinal);
    }
}
