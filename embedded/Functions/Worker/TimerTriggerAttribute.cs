using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <param name="schedule">NCRONTAB with seconds (six fields), a TimeSpan, or <c>%Setting%</c>. Times are UTC.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether occurrences are remembered, so that those missed while stopped become one late run. Off below a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs at every start.</summary>
    public bool RunOnStartup { get; set; }
}
