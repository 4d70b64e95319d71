using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Tests.Unit.Configuration;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

/// <summary>The schema and the reader must take and refuse the same transforms and checks.</summary>
public sealed class MappingSchemaTests
{
    private static readonly string[] RightTransforms =
    [
        """ "trim" """, """ "date" """, """ {"date":"dd/MM/yyyy"} """, """ {"date":["iso","dataverse","dd.MM.yyyy HH:mm"]} """,
        """ {"date":{"format":"dd/MM/yyyy HH:mm","zone":"Europe/London"}} """, """ {"date":{"format":["unix-s","iso"],"to":"day"}} """, """ {"date":{}} """,
        """ {"name":"first"} """, """ {"name":{"part":"last","order":"family-first","surnames":2}} """,
        """ "money" """, """ {"money":{}} """, """ {"money":{"currency":"JPY","unit":"minor","point":",","digits":{"ISK":2,"MGA":0}}} """,
        """ "currency" """, """ {"currency":"CAD"} """, """ "country" """, """ "language" """, """ "not" """,
        """ {"boolean":{"true":["ja","j"],"false":["nein"]}} """, """ {"split":{"by":","}} """, """ {"split":{"by":"; ","index":-1}} """,
        """ "list" """, """ {"list":"|"} """, """ {"replace":{"from":"-","to":""}} """, """ {"truncate":1} """, """ {"prefix":" x"} """, """ {"suffix":"x "} """,
        """ "unescape" """, """ "hash" """, """ "drop" """, """ "trim","hash" """, """ {"constant":[]} """, """ {"default":false} """, """ {"map":{"a":null}} """,
    ];

    private static readonly string[] WrongTransforms =
    [
        """ "dropp" """, """ {"drop":true} """, """ "drop","trim" """, """ "hash","drop" """, """ {"hash":"sha1"} """, """ {"not":true} """,
        """ "name" """, """ {"name":"nick"} """, """ {"name":{"order":"family-first"}} """, """ {"name":{"part":"last","surnames":3}} """, """ {"name":{"part":"last","region":"ES"}} """,
        """ {"date":"HH:mm"} """, """ {"date":[]} """, """ {"date":["iso","iso"]} """, """ {"date":["iso","HH:mm"]} """, """ {"date":{"zone":"London"}} """, """ {"date":{"zones":"UTC"}} """,
        """ {"date":{"to":"hour"}} """, """ {"date":5} """,
        """ {"money":"USD"} """, """ {"money":{"currency":"usd"}} """, """ {"money":{"currency":"Dollar"}} """, """ {"money":{"unit":"cents"}} """, """ {"money":{"digits":{"isk":2}}} """,
        """ {"money":{"digits":{"ISK":7}}} """, """ {"currency":"$"} """, """ {"country":"GB"} """, """ {"language":"en"} """,
        """ {"boolean":{"true":["ja"]}} """, """ {"boolean":{"true":[],"false":["n"]}} """, """ {"boolean":["ja"]} """,
        """ {"split":","} """, """ {"split":{"index":1}} """, """ {"split":{"by":",","index":"1"}} """, """ {"list":""} """, """ {"list":5} """,
        """ "replace" """, """ {"replace":{"from":"a"}} """, """ {"replace":{"from":"","to":"a"}} """, """ {"truncate":0} """, """ {"truncate":"5"} """, """ "truncate" """,
        """ {"prefix":""} """, """ "suffix" """, """ {"unescape":1} """, """ {"map":{}} """, """ {"constant":null} """, """ {"trim":1,"lower":1} """,
    ];

    private static readonly string[] RightChecks =
    [
        """{"type":"email"}""", """{"type":"postal-address","otherwise":"drop"}""", """{"min":0}""", """{"min":-1.5,"max":10,"otherwise":"reject"}""", """{"min":"1900-01-01","max":"2100-01-01T00:00:00Z"}""",
        """{"nonNegative":true}""", """{"minLength":1,"maxLength":5}""", """{"pattern":"^[A-Z]+$"}""", """{"pattern":"^(?!x)(a|b)\\1"}""", """{"oneOf":["a",1,true]}""",
    ];

    private static readonly string[] WrongChecks =
    [
        "{}", """{"otherwise":"reject"}""", """{"type":"e-mail"}""", """{"type":5}""", """{"min":"5"}""", """{"min":true}""", """{"max":null}""", """{"nonNegative":1}""", """{"minLength":-1}""",
        """{"maxLength":1.5}""", """{"pattern":""}""", """{"oneOf":[]}""", """{"oneOf":[null]}""", """{"oneOf":"a"}""", """{"otherwise":"fail","min":0}""", """{"minimum":0}""", """[]""",
    ];

    [Fact]
    public async Task What_the_reader_takes_and_refuses_the_schema_takes_and_refuses()
    {
        var cases = RightTransforms.Select(t => (Part: "transforms", Json: $"[{t}]", Wanted: true))
            .Concat(WrongTransforms.Select(t => (Part: "transforms", Json: $"[{t}]", Wanted: false)))
            .Concat(RightChecks.Select(c => (Part: "check", Json: c, Wanted: true)))
            .Concat(WrongChecks.Select(c => (Part: "check", Json: c, Wanted: false)))
            .ToArray();

        var schema = await SchemaCheck.ValidateAsync([.. cases.Select(c => ($"mapping.schema.json#/$defs/{c.Part}", c.Json))]);

        Assert.Equal(cases.Length, schema.Count);
        for (var i = 0; i < cases.Length; i++)
        {
            var mistakes = Mistakes(cases[i].Part, cases[i].Json);
            Assert.True(cases[i].Wanted == (mistakes.Count == 0), $"Reader, {cases[i].Json}: {string.Join("; ", mistakes)}");
            Assert.True(cases[i].Wanted == schema[i] is null, $"Schema, {cases[i].Json}: {schema[i]}");
        }
    }

    [Theory]
    [InlineData("transforms", """["trim",{"date":{"format":"HH:mm"}}]""", "$.transforms[1].date.format")]
    [InlineData("transforms", """[{"date":{"zone":"Europe/Londn"}}]""", "$.transforms[0].date.zone")]
    [InlineData("transforms", """[{"money":{"currency":"XAU"}}]""", "$.transforms[0].money.currency")]
    [InlineData("transforms", """[{"money":{"digits":{"ABC":2}}}]""", "$.transforms[0].money.digits.ABC")]
    [InlineData("transforms", """[{"name":{"part":"nick"}}]""", "$.transforms[0].name.part")]
    [InlineData("transforms", """[{"boolean":{"true":["ja"],"false":["JA"]}}]""", "$.transforms[0].boolean.false[0]")]
    [InlineData("transforms", """["drop","trim"]""", "$.transforms")]
    [InlineData("check", """{"min":5,"max":4}""", "$.check.max")]
    [InlineData("check", """{"min":5,"max":"2020-01-01"}""", "$.check.max")]
    [InlineData("check", """{"minLength":5,"maxLength":4}""", "$.check.maxLength")]
    [InlineData("check", """{"pattern":"("}""", "$.check.pattern")]
    [InlineData("check", """{"otherwise":"drop"}""", "$.check")]
    public void A_mistake_is_reported_once_where_it_stands(string part, string json, string path) =>
        Assert.Equal([path], Mistakes(part, json).Select(m => m.Path));

    private static IReadOnlyList<ConfigError> Mistakes(string part, string json)
    {
        var errors = new ConfigErrors();
        var config = new ConfigObject(JsonElement.Parse($$"""{"{{part}}":{{json}}}"""), "$", errors);
        if (part == "check")
        {
            FieldCheck.Bind(config, errors, "GB");
        }
        else
        {
            Transforms.Bind(config, "GB", errors);
        }

        return errors.All;
    }
}
