using System.Diagnostics;
using System.Text;

namespace ServerlessCdi.Tests.Testing;

/// <summary>What a process wrote to its standard output and error, over every start.</summary>
internal sealed class AppOutput
{
    private const string Listening = "Listening on ";
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _errors = new();
    private TaskCompletionSource<Uri> _address = NewAddress();

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_gate)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Where the process that was attached last says it listens.</summary>
    public Task<Uri> Address => _address.Task;

    public void Attach(Process process)
    {
        var address = _address = NewAddress();
        process.OutputDataReceived += (_, line) => Take(line.Data, null, address);
        process.ErrorDataReceived += (_, line) => Take(line.Data, _errors, address);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Take(string? line, StringBuilder? also, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _text.AppendLine(line);
            also?.AppendLine(line);
        }

        if (line.StartsWith(Listening, StringComparison.Ordinal))
        {
            address.TrySetResult(new Uri(line[Listening.Length..].Split(' ')[0]));
        }
    }

    private static TaskCompletionSource<Uri> NewAddress() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
