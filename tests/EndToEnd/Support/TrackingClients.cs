using System.Text.Json;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>Programs of the Node.js world, unmodified, run against the app.</summary>
internal static class TrackingClients
{
    public const string WriteKey = "e2eWriteKey0123456789";

    public static Task SegmentAsync(AppProcess app, Person person, string anonymousId) =>
        TrackAsync("segment.mjs", "@segment/analytics-node", app, person, anonymousId);

    public static Task RudderStackAsync(AppProcess app, Person person, string anonymousId) =>
        TrackAsync("rudderstack.mjs", "@rudderstack/rudder-sdk-node", app, person, anonymousId);

    /// <summary>What <c>standardwebhooks</c> or <c>@seriousme/openapi-schema-validator</c> says to a question.</summary>
    public static async Task<JsonElement> AskAsync(string script, string package, object question)
    {
        var folder = await NodeModules.InstallAsync(CancellationToken.None, package);
        var path = Path.Combine(folder, "EndToEnd", "Node", script);
        return JsonElement.Parse(await NodeModules.RunAsync("node", [path], folder, JsonSerializer.Serialize(question), CancellationToken.None));
    }

    private static async Task TrackAsync(string script, string package, AppProcess app, Person person, string anonymousId)
    {
        var done = await AskAsync(script, package, new
        {
            host = app.BaseAddress.ToString().TrimEnd('/'),
            writeKey = WriteKey,
            anonymousId,
            userId = person.UserId,
            email = person.Email,
            phone = person.Phone,
            firstName = person.FirstName,
            lastName = person.LastName,
        });
        Assert.Empty(done.Items("errors"));
    }
}
