using System.Net;
using System.Text;

namespace ServerlessCdi.Tests.Cli;

/// <summary>An app that answers only the calls a test lists; any other call fails the test.</summary>
internal sealed class ScriptedApp : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _answers = [];

    /// <summary>What was called, as <c>METHOD /path</c>, with the body as sent.</summary>
    public List<(string Call, string Body, HttpRequestMessage Request)> Calls { get; } = [];

    /// <summary>Thrown instead of any answer: the app is not there.</summary>
    public Exception? Fault { get; set; }

    public ScriptedApp On(string call, HttpStatusCode status, string body, string contentType = "application/json")
    {
        _answers[call] = _ => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        return this;
    }

    /// <summary>An answer that may be another at each call.</summary>
    public ScriptedApp On(string call, Func<string> json)
    {
        _answers[call] = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json(), Encoding.UTF8, "application/json") };
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        var call = $"{request.Method} {request.RequestUri?.PathAndQuery}";
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add((call, body, request));
        return _answers.TryGetValue(call, out var answer)
            ? answer(request)
            : throw new InvalidOperationException($"The test lists no answer to {call}.");
    }
}
