using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What has become of a delivery's events so far.</summary>
internal sealed class ReadingParts
{
    public List<Change> Changes { get; } = [];

    public List<string> Ignored { get; } = [];

    public List<RejectedPart> Rejected { get; } = [];

    /// <summary>A genuine event that is not wanted here.</summary>
    /// <returns>Null: nothing is wrong with it.</returns>
    public string? Ignore(string name)
    {
        Ignored.Add(name.Length <= Change.MaxIdLength ? name : name[..Change.MaxIdLength]);
        return null;
    }

    public WebhookReading ToReading() => new() { Changes = Changes, Ignored = Ignored, Rejected = Rejected };
}
