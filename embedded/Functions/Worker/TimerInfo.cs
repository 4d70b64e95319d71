namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run stands for one or more occurrences that were missed.</summary>
    public bool IsPastDue { get; set; }
}
