using System.Globalization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>Row keys within a person's partition. None holds more of the person than a keyed hash.</summary>
internal static class RowKeys
{
    public const string RecordKind = "record";
    public const string IdentifierKind = "id";
    public const string ConsentKind = "consent";
    public const string EventKind = "event";
    public const string SeenKind = "seen";
    public const string SentKind = "sent";

    /// <summary>From the <c>profile</c> row through the records, and nothing that lies before or behind.</summary>
    public static string ProfileAndRecords(string partition) => RowFilter.Range(partition, ProfileRow.RowKey, $"{RecordKind}}}");

    public static string Record(RecordKey key, KeyedHash hash) =>
        $"{RecordKind}|{KeyText.Escape(key.Source)}|{KeyText.Escape(key.Object)}|{hash.Of(key)}";

    public static string Identifier(Identifier identifier, KeyedHash hash) =>
        $"{IdentifierKind}|{KeyText.Escape(identifier.Type)}|{hash.Of(identifier)}";

    public static string Consent(string purpose, string channel) => $"{ConsentKind}|{KeyText.Escape(purpose)}|{KeyText.Escape(channel)}";

    public static string Sent(string destination) => $"{SentKind}|{KeyText.Escape(destination)}";

    /// <summary>
    /// Where a change stands in the timeline. One that carries its own time stands in order of time. One whose time is only
    /// that of receipt may come again with another, so its row is named by its id alone.
    /// </summary>
    public static string Timeline(Change change, KeyedHash hash) => change.TimeIsReceipt
        ? $"{SeenKind}|{hash.Of(change)}"
        : $"{EventKind}|{KeyText.Descending(change.OccurredAt)}|{hash.Of(change)}";

    /// <summary>The first row key of events that are as old as the time or older.</summary>
    public static string EventsThrough(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{EventKind}|{KeyText.Descending(time)}|");
}
