using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServerlessCdi.Tests.Host;

public sealed class AnsweringRequests
{
    [Fact]
    public async Task Route_values_arrive_as_text_number_and_id()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));
        var id = Guid.Parse("0196b5f2-0000-7000-8000-000000000001");

        Assert.Equal($"crm 7 {id} none", await host.Http.GetStringAsync($"/items/crm/7/{id}"));
        Assert.Equal($"crm 7 {id} extra", await host.Http.GetStringAsync($"/items/crm/7/{id}/extra"));
    }

    [Fact]
    public async Task A_catch_all_route_takes_the_rest_of_the_path()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        Assert.Equal("css/site.css", await host.Http.GetStringAsync("/files/css/site.css"));
    }

    [Fact]
    public async Task A_function_without_a_route_answers_to_its_name_under_api()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup { Functions = [typeof(Routes)], HostJson = null });

        Assert.Equal("hello", await host.Http.GetStringAsync("/api/hello"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/hello")).StatusCode);
    }

    [Fact]
    public async Task Two_functions_share_a_route_by_method()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        Assert.Equal("read", await host.Http.GetStringAsync("/shared"));
        Assert.Equal("write", await (await host.Http.PostAsync("/shared", null)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_path_is_a_404_problem()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        await AssertProblem(await host.Http.GetAsync("/nowhere"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_method_is_a_405_problem_that_names_the_allowed_ones()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        var response = await host.Http.DeleteAsync("/shared");

        await AssertProblem(response, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_404_of_a_function_is_left_as_the_function_wrote_it()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        var response = await host.Http.GetAsync("/empty-404");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_function_that_throws_is_a_500_problem_without_detail()
    {
        await using var host = await RunningHost.StartAsync(typeof(Routes));

        var response = await host.Http.GetAsync("/broken");

        await AssertProblem(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413_problem()
    {
        var setup = new HostSetup { Functions = [typeof(Routes)], Variables = new() { ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "10" } };
        await using var host = await RunningHost.StartAsync(setup);

        Assert.Equal("10", await (await host.Http.PostAsync("/size", new StringContent("0123456789"))).Content.ReadAsStringAsync());
        await AssertProblem(await host.Http.PostAsync("/size", new StringContent("0123456789a")), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_run_longer_than_functionTimeout_is_cancelled_and_answered_with_500()
    {
        var time = new Testing.ManualTime();
        var entered = new TaskCompletionSource();
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(Waiting)],
            Time = time,
            HostJson = """{ "functionTimeout": "00:01:00" }""",
            Configure = b => b.Services.AddSingleton(entered),
        });

        var response = host.Http.GetAsync("/api/waiting");
        await entered.Task;
        time.Advance(TimeSpan.FromSeconds(60));

        await AssertProblem(await response, HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Services_of_a_run_are_its_own_and_are_disposed_with_it()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(Scoped)],
            Configure = b => b.Services.AddScoped<Scoped.Guest>(),
        });

        var first = await host.Http.GetStringAsync("/scoped");

        Assert.NotEqual(first, await host.Http.GetStringAsync("/scoped"));
    }

    [Fact]
    public async Task Middlewares_run_in_order_around_the_function_and_see_its_request()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(Routes)],
            Configure = b =>
            {
                b.UseMiddleware<Outer>();
                b.UseWhen<Inner>(c => c.FunctionDefinition.Name == "hello");
            },
        });

        var response = await host.Http.GetAsync("/hello");

        Assert.Equal(["outer", "inner"], response.Headers.GetValues("x-way"));
        Assert.Equal(["outer"], (await host.Http.GetAsync("/shared")).Headers.GetValues("x-way"));
    }

    [Fact]
    public async Task The_hosts_status_needs_no_key()
    {
        await using var host = await RunningHost.StartAsync();

        var status = await host.Http.GetFromJsonAsync<JsonElement>("/admin/host/status");

        Assert.Equal("Running", status.GetProperty("state").GetString());
        Assert.Equal(["state", "version"], status.EnumerateObject().Select(p => p.Name));
    }

    private static async Task AssertProblem(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal("about:blank", problem.GetProperty("type").GetString());
    }

    internal sealed class Routes
    {
        [Function("items")]
        public static IResult Items(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{source}/{number}/{id}/{rest?}")] HttpRequest request,
            string source,
            int number,
            Guid id,
            string? rest) => TypedResults.Text($"{source} {number} {id} {rest ?? "none"}");

        [Function("files")]
        public static Task<IResult> Files([HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, string path) =>
            Task.FromResult<IResult>(TypedResults.Text(path));

        [Function("hello")]
        public static async Task<ContentHttpResult> Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            return TypedResults.Text("hello");
        }

        [Function("read")]
        public static IResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shared")] HttpRequest request) => TypedResults.Text("read");

        [Function("write")]
        public static IResult Write([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "shared")] HttpRequest request) => TypedResults.Text("write");

        [Function("empty404")]
        public static void Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty-404")] HttpRequest request) =>
            request.HttpContext.Response.StatusCode = 404;

        [Function("broken")]
        public static IResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest request) =>
            throw new InvalidOperationException("secret");

        [Function("size")]
        public static async Task Size([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "size")] HttpRequest request, CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            await request.HttpContext.Response.WriteAsync($"{body.Length}", cancellationToken);
        }
    }

    internal sealed class Waiting(TaskCompletionSource entered)
    {
        [Function("waiting")]
        public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return TypedResults.Ok();
        }
    }

    internal sealed class Scoped(Scoped.Guest guest, IServiceProvider services)
    {
        [Function("scoped")]
        public IResult Who([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            var same = ReferenceEquals(guest, services.GetRequiredService<Guest>())
                && ReferenceEquals(guest, context.InstanceServices.GetRequiredService<Guest>());
            return same ? TypedResults.Text($"{guest.Number}") : TypedResults.Conflict();
        }

        internal sealed class Guest
        {
            private static int _count;

            public int Number { get; } = Interlocked.Increment(ref _count);
        }
    }

    private sealed class Outer : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers.Append("x-way", "outer");
            return next(context);
        }
    }

    private sealed class Inner : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers.Append("x-way", "inner");
            return next(context);
        }
    }
}
