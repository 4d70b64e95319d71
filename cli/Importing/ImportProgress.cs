using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessCdi.Cli.Importing;

/// <summary>How far the import is: a bar on a terminal, a line now and then elsewhere, on standard error.</summary>
internal sealed class ImportProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly ImportFile _file;
    private readonly TimeProvider _time;
    private readonly Action<string>? _line;
    private readonly IAnsiConsole? _console;
    private ProgressTask? _bar;
    private long _first;
    private long _firstByte;
    private long _started;
    private long _told;

    private ImportProgress(ImportFile file, TimeProvider time, Action<string>? line, IAnsiConsole? console)
    {
        _file = file;
        _time = time;
        _line = line;
        _console = console;
        _started = _told = time.GetTimestamp();
    }

    public static ImportProgress Of(CliContext context, ImportFile file, bool quiet)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Host.Error) });
        var isTerminal = console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;
        return new(file, context.Host.Time, quiet || isTerminal ? null : context.Note, quiet || !isTerminal ? null : console);
    }

    /// <param name="first">Rows that were there before; the rate does not count them.</param>
    public async Task ShowAsync(long first, Func<Task> work)
    {
        (_first, _firstByte, _started) = (first, _file.Position, _time.GetTimestamp());
        if (_console is null)
        {
            await work();
            return;
        }

        var progress = _console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingColumn(this));
        await progress.StartAsync(async shown =>
        {
            _bar = shown.AddTask("rows", maxValue: _file.Length ?? 1);
            _bar.IsIndeterminate = _file.Length is null;
            await work();
            _bar.Value = _bar.MaxValue;
        });
    }

    /// <summary>So many rows have been passed, counted from the file's beginning.</summary>
    public void Passed(long rows)
    {
        if (_bar is not null)
        {
            _bar.Value = _file.Position;
            _bar.Description = $"{rows.ToString("N0", CultureInfo.InvariantCulture)} rows, {Rate(rows)}/s";
        }
        else if (_line is not null && _time.GetElapsedTime(_told) >= BetweenLines)
        {
            _told = _time.GetTimestamp();
            _line($"{rows.ToString("N0", CultureInfo.InvariantCulture)} rows, {Rate(rows)}/s{(Remaining() is { } left ? $", {Show(left)} left" : "")}");
        }
    }

    /// <summary>By the bytes that are left, at the pace so far; null where nobody knows.</summary>
    private TimeSpan? Remaining()
    {
        var elapsed = _time.GetElapsedTime(_started);
        var read = _file.Position - _firstByte;
        return _file.Length is { } length && read > 0 ? elapsed * ((double)(length - _file.Position) / read) : null;
    }

    private string Rate(long rows)
    {
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        return (seconds > 0 ? (rows - _first) / seconds : 0).ToString("N0", CultureInfo.InvariantCulture);
    }

    private static string Show(TimeSpan time) => time.ToString(time < TimeSpan.FromHours(1) ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);

    private sealed class RemainingColumn(ImportProgress progress) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(progress.Remaining() is { } left && !task.IsFinished ? $"{Show(left)} left" : "");
    }
}
