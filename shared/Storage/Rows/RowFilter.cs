using System.Globalization;

namespace ServerlessCdi.Storage.Rows;

/// <summary>OData filters over keys. Keys are made of <see cref="KeyText"/> parts, so none holds a quote.</summary>
internal static class RowFilter
{
    public static string Partition(string partition) => $"PartitionKey eq '{partition}'";

    /// <summary>Rows of one partition from a key up to and without another.</summary>
    public static string Range(string partition, string from, string before) =>
        $"PartitionKey eq '{partition}' and RowKey ge '{from}' and RowKey lt '{before}'";

    /// <summary>Rows whose keys begin with <c>kind|</c>. The character after the bar ends the range.</summary>
    public static string Kind(string partition, string kind) => Range(partition, $"{kind}|", $"{kind}}}");

    /// <summary>For a value that is no key and may hold a quote.</summary>
    public static string AndText(string filter, string property, string value) =>
        And(filter, property, value.Replace("'", "''", StringComparison.Ordinal));

    public static string AndAtLeast(string filter, string property, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"{filter} and {property} ge {value}L");

    public static string And(string filter, string property, string value) => $"{filter} and {property} eq '{value}'";

    public static string And(string filter, string property, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"{filter} and {property} eq {value}");

    public static string AndAtMost(string filter, string property, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"{filter} and {property} le {value}L");
}
