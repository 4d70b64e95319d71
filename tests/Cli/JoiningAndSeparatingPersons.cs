using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

/// <summary><c>cdi identity merge</c>, <c>unmerge</c>, <c>links</c> and <c>compare</c>.</summary>
public sealed class JoiningAndSeparatingPersons : IDisposable
{
    private const string Profile = "0198c0de-0000-7000-8000-000000000001";
    private const string Score = """{"priorBits":-12,"bits":4.5,"model":"default-1","fields":[{"field":"name","level":"close","bits":16.5,"frequencyBits":0}]}""";

    private readonly CliRun _cli = new();

    [Theory]
    [InlineData("merged", "They are one person now: profile p1.")]
    [InlineData("already-one", "They are one person already: profile p1.")]
    public async Task Two_are_joined_by_profile_or_by_record(string outcome, string said)
    {
        _cli.App.On("POST /api/identity/merge", HttpStatusCode.OK, $$"""{"profile":"p1","outcome":"{{outcome}}"}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "merge", Profile, "crm/contact/a/b", "--reason", "one voice"));

        Assert.Equal(said, _cli.Out.TrimEnd());
        AssertSent($$"""{"left":{"profile":"{{Profile}}"},"right":{"source":"crm","object":"contact","key":"a/b"},"reason":"one voice"}""");
    }

    [Theory]
    [InlineData("identity", "merge", Profile, "crm/contact/1")]
    [InlineData("identity", "merge", Profile, "crm/1", "--reason", "x")]
    [InlineData("identity", "unmerge", Profile, "--reason", "x")]
    [InlineData("identity", "unmerge", Profile, "--link", "l1", "--record", "crm/contact/1", "--reason", "x")]
    [InlineData("identity", "unmerge", Profile, "--link", "l1")]
    [InlineData("identity", "compare", "crm/contact/1", "nobody")]
    public async Task What_names_nobody_or_gives_no_reason_is_refused(params string[] what) => Assert.Equal(2, await _cli.RunAsync(what));

    [Fact]
    public async Task A_person_is_taken_apart_by_a_link_or_by_records()
    {
        _cli.App.On($"POST /api/profiles/{Profile}/unmerge", HttpStatusCode.OK, """{"profiles":["p1","p2"]}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "unmerge", Profile, "--link", "l1", "--reason", "two voices"));
        AssertSent("""{"link":"l1","reason":"two voices"}""");
        Assert.Equal(["They are apart now:", "p1", "p2"], _cli.Out.TrimEnd().Split(Environment.NewLine));

        Assert.Equal(0, await _cli.RunAsync("identity", "unmerge", Profile, "--record", "crm/contact/1", "--record", "shop/contact/2", "--reason", "two voices"));
        AssertSent("""{"records":[{"source":"crm","object":"contact","key":"1"},{"source":"shop","object":"contact","key":"2"}],"reason":"two voices"}""");
    }

    [Fact]
    public async Task Why_records_are_one_person_and_from_whom_they_are_kept_apart_is_shown()
    {
        _cli.App.On($"GET /api/profiles/{Profile}/links", HttpStatusCode.OK, """
            {"profile":"p1","records":[{"source":"crm","object":"contact","key":"1"},{"source":"shop","object":"contact","key":"2"}],
             "shared":[{"type":"email","records":[{"source":"crm","object":"contact","key":"1"},{"source":"shop","object":"contact","key":"2"}]}],
             "links":[{"id":"l1","kind":"match","left":{"source":"crm","object":"contact","key":"1"},"right":{"source":"mail","object":"contact","key":"3"},"bits":21.5,"at":"t1","by":"matching"}],
             "separations":[{"id":"s1","kind":"rejected","left":[{"source":"crm","object":"contact","key":"1"}],"right":[{"source":"crm","object":"contact","key":"9"}],"at":"t2","by":"key ops","reason":"twins"}],
             "origins":[{"profile":"p0","records":[{"source":"mail","object":"contact","key":"3"}],"at":"t1","cause":"match"}]}
            """);

        Assert.Equal(0, await _cli.RunAsync("identity", "links", Profile));

        Assert.Contains("Profile p1 has 2 contact records.", _cli.Out, StringComparison.Ordinal);
        Assert.Matches(@"email\s+│ crm/contact/1", _cli.Out);
        Assert.Matches(@"l1\s+│ match │ crm/contact/1 │ mail/contact/3 │ 21.5 │ t1 │ matching", _cli.Out);
        Assert.Matches(@"rejected\s+│ crm/contact/1 │ crm/contact/9 │ t2 │ key ops │ twins", _cli.Out);
        Assert.Matches(@"p0\s+│ mail/contact/3\s+│ t1\s+│ match", _cli.Out);
    }

    [Fact]
    public async Task One_link_is_shown_with_the_score_that_it_stands_on()
    {
        _cli.App.On($"GET /api/profiles/{Profile}/links/l1", HttpStatusCode.OK, $$$"""
            {"id":"l1","kind":"match","left":{"source":"crm","object":"contact","key":"1"},"right":{"source":"mail","object":"contact","key":"3"},"bits":4.5,"at":"t1","by":"matching","score":{{{Score}}}}
            """);

        Assert.Equal(0, await _cli.RunAsync("identity", "links", Profile, "--link", "l1"));

        Assert.Matches(@"l1\s+│ match", _cli.Out);
        Assert.Matches(@"name\s+│ close │\s+16.5", _cli.Out);
    }

    [Fact]
    public async Task Two_records_are_scored_with_the_decision()
    {
        _cli.App.On("POST /api/identity/explain", HttpStatusCode.OK, $$$"""
            {"score":{{{Score}}},"decision":"review","thresholds":{"auto":14,"bridge":18,"review":3},"samePerson":true}
            """);

        Assert.Equal(0, await _cli.RunAsync("identity", "compare", "crm/contact/1", "mail/contact/3"));

        Assert.Matches(@"sum\s+│\s+│\s+4.5", _cli.Out);
        Assert.Contains("Decision: review.", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("They are one person already.", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("from 14 bits, two persons join from 18, and from 3 someone is asked.", _cli.Out, StringComparison.Ordinal);
        AssertSent("""{"left":{"source":"crm","object":"contact","key":"1"},"right":{"source":"mail","object":"contact","key":"3"}}""");
    }

    public void Dispose() => _cli.Dispose();

    private void AssertSent(string body)
    {
        var sent = _cli.App.Calls[^1].Body;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(sent)), sent);
    }
}
