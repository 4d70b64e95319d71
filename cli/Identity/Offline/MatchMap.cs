using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>Which of 3/4/1980's numbers is the day.</summary>
internal enum DateOrder
{
    /// <summary>Both readings are tried.</summary>
    Either,
    DayFirst,
    MonthFirst,
}

/// <summary>What the columns of one file mean.</summary>
/// <param name="Id">The column that names the record; null: the number of its row does.</param>
/// <param name="Fields">In the order of the columns.</param>
internal sealed record MatchMap(string? Id, IReadOnlyList<MatchField> Fields)
{
    private static readonly string[] IdNames = ["record_id", "recordid", "rec_id", "id", "case_id", "unique_id", "row_id"];

    private static readonly string[] DayFirst = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy"];

    private static readonly string[] MonthFirst = ["M/d/yyyy", "M.d.yyyy", "M-d-yyyy", "M d yyyy"];

    public MatchMapOptions Options { get; init; } = new();

    /// <summary>Columns that nothing is done with.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    public MatchSchema ToSchema() => new(Fields) { Region = Options.Region };

    /// <summary>The map of a file that nobody has described, by the names of its columns.</summary>
    public static MatchMap Guess(IReadOnlyList<string> columns)
    {
        var id = DefaultId(columns);
        var fields = MatchSchema.Guess(columns.Where(c => c != id)).Fields.Where(f => f.Role != FieldRole.Ignore).ToList();
        return new(id, fields) { Unused = [.. columns.Where(c => c != id && !fields.Exists(f => f.Name == c))] };
    }

    /// <summary>The column that names the record where nobody said which.</summary>
    public static string? DefaultId(IReadOnlyList<string> columns) =>
        IdNames.Select(name => columns.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(c => c is not null);

    /// <summary>As a file that says the same.</summary>
    public JsonObject ToJson()
    {
        var fields = new JsonObject();
        foreach (var field in Fields)
        {
            fields[field.Name] = field.Comparator is null
                ? RoleNames.Write(field.Role)
                : new JsonObject { ["role"] = RoleNames.Write(field.Role), ["comparator"] = field.Comparator };
        }

        var map = new JsonObject { ["fields"] = fields };
        if (Id is not null)
        {
            map.Insert(0, "id", Id);
        }

        if (Options.Region is not null)
        {
            map.Insert(0, "region", Options.Region);
        }

        return map;
    }

    /// <summary>A value as the matcher is to read it.</summary>
    public string Read(MatchField field, string value)
    {
        if (Options.Dates == DateOrder.Either || field.Role is not (FieldRole.BirthDate or FieldRole.Date))
        {
            return value;
        }

        var notations = Options.Dates == DateOrder.DayFirst ? DayFirst : MonthFirst;
        return DateOnly.TryParseExact(value.Trim(), notations, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value;
    }
}

/// <summary>What a map says beside the roles.</summary>
internal sealed record MatchMapOptions
{
    public char? Delimiter { get; init; }

    public string? Encoding { get; init; }

    public DateOrder Dates { get; init; }

    /// <summary>ISO 3166 country whose rules read a telephone number without a calling code.</summary>
    public string? Region { get; init; }
}
