using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Host;

public sealed class StoppingTheHost
{
    private readonly Gate _gate = new();
    private readonly ManualTime _time = new();

    [Fact(Timeout = 20_000)]
    public async Task A_request_under_way_is_answered_and_no_new_one_is_taken()
    {
        await using var host = await StartAsync();
        var response = host.Http.GetAsync("/api/held");
        await _gate.Entered.Task;

        var stop = host.StopAsync();
        Assert.True(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        while (await IsAcceptedAsync(host))
        {
            await Task.Yield();
        }

        Assert.False(stop.IsCompleted);
        _gate.Open.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
        await stop;
    }

    [Fact]
    public async Task A_request_that_outlives_thirty_seconds_is_cut_off()
    {
        await using var host = await StartAsync();
        var response = host.Http.GetAsync("/api/held");
        await _gate.Entered.Task;

        var stop = host.StopAsync();
        Assert.False(_gate.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(30));
        await stop;

        await Assert.ThrowsAsync<HttpRequestException>(() => response);
        Assert.True(_gate.Token.IsCancellationRequested);
        _gate.Open.SetResult();
    }

    private static async Task<bool> IsAcceptedAsync(RunningHost host)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port);
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(new HostSetup
    {
        Functions = [typeof(Held)],
        HostJson = null,
        Time = _time,
        Configure = b => b.Services.AddSingleton(_gate),
    });

    internal sealed class Held(Gate gate)
    {
        [Function("held")]
        public async Task<IResult> Hold([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            gate.Token = cancellationToken;
            gate.Entered.SetResult();
            await gate.Open.Task;
            return TypedResults.Ok();
        }
    }

    internal sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public CancellationToken Token { get; set; }
    }
}
