using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ServerlessCdi.Benchmarks.App;

/// <summary>A program that the benchmark starts, ready once it has written a certain line, and ended with the benchmark.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _said = new();
    private readonly string _sign;
    private readonly Process _process;

    private ChildProcess(ProcessStartInfo start, string sign)
    {
        _sign = sign;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>User and system time of the process so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public int Id => _process.Id;

    /// <summary>Everything that the process wrote.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <param name="sign">What the line that says the process is ready contains.</param>
    /// <returns>The process and that line.</returns>
    public static async Task<(ChildProcess Process, string Line)> StartAsync(ProcessStartInfo start, string sign)
    {
        var child = new ChildProcess(start, sign);
        try
        {
            var first = await Task.WhenAny(child._ready.Task, child._process.WaitForExitAsync(), Task.Delay(Patience, TimeProvider.System));
            return first == child._ready.Task
                ? (child, await child._ready.Task)
                : throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' is not ready. It wrote:\n{child.Said}");
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var signal = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await signal.WaitForExitAsync();
            }

            var exited = _process.WaitForExitAsync();
            if (await Task.WhenAny(exited, Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System)) != exited)
            {
                _process.Kill(entireProcessTree: true);
                await exited;
            }
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line.Contains(_sign, StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }
}
