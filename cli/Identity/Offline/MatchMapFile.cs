using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>
/// A map file as it stands, before the columns are known. It says <c>column: role</c>, <c>role: column</c> or
/// <c>role: [columns]</c>, as a member <c>fields</c> beside options or as the whole file, in groups or not: which of the two
/// sides is the column shows when the file of records is opened.
/// </summary>
internal sealed class MatchMapFile
{
    private const string Shape = "a column or role is a text, a list of texts, or {\"role\": …, \"comparator\": …}";

    private static readonly string[] FieldMembers = ["fields", "columns", "roles", "mapping", "schema"];

    private static readonly string[] OptionNames = ["$schema", "id", "delimiter", "encoding", "dates", "region"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<string> _errors = [];

    private readonly List<MapEntry> _entries = [];

    private MatchMapFile()
    {
    }

    /// <summary>The column of the record's id, where the file says so outside its fields.</summary>
    public string? Id { get; private set; }

    public IReadOnlyList<MapEntry> Entries => _entries;

    public MatchMapOptions Options { get; private set; } = new();

    public IReadOnlyList<string> Errors => _errors;

    public static MatchMapFile Parse(string json)
    {
        var file = new MatchMapFile();
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            file.Read(document.RootElement);
        }
        catch (JsonException wrong)
        {
            file._errors.Add($"is not JSON: {wrong.Message}");
        }

        return file;
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("must be an object that gives columns their roles, such as {\"fields\": {\"surname\": \"familyName\"}}");
            return;
        }

        var nested = FieldMembers.Where(m => root.TryGetProperty(m, out var value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array).ToList();
        if (nested.Count > 1)
        {
            _errors.Add($"has both \"{nested[0]}\" and \"{nested[1]}\"");
        }
        else if (nested.Count == 0)
        {
            ReadEntries(root, null);
        }
        else
        {
            ReadOptions(root, nested[0]);
            ReadFields(root.GetProperty(nested[0]));
        }

        if (_errors.Count == 0 && _entries.Count == 0)
        {
            _errors.Add("gives no column a role");
        }
    }

    private void ReadFields(JsonElement fields)
    {
        if (fields.ValueKind == JsonValueKind.Object)
        {
            ReadEntries(fields, null);
            return;
        }

        foreach (var field in fields.EnumerateArray())
        {
            var (column, role) = (Text(field, "column"), Text(field, "role"));
            if (column is null || role is null || field.EnumerateObject().Any(m => m.Name is not ("column" or "role" or "comparator")))
            {
                _errors.Add("an entry of a list is {\"column\": …, \"role\": …, \"comparator\": …}");
                continue;
            }

            _entries.Add(new(column, [role], null) { Comparator = Text(field, "comparator"), IsColumnFirst = true });
        }
    }

    private void ReadEntries(JsonElement members, string? group)
    {
        foreach (var member in members.EnumerateObject().Where(m => m.Name != "$schema"))
        {
            var value = member.Value;
            if (value.ValueKind == JsonValueKind.String)
            {
                _entries.Add(new(member.Name, [value.GetString() ?? ""], group));
            }
            else if (value.ValueKind == JsonValueKind.Null)
            {
                _entries.Add(new(member.Name, ["ignore"], group));
            }
            else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
            {
                _entries.Add(new(member.Name, [.. value.EnumerateArray().Select(v => v.GetString() ?? "")], group) { IsList = true });
            }
            else if (Text(value, "role") is { } role && value.EnumerateObject().All(m => m.Name is "role" or "comparator"))
            {
                _entries.Add(new(member.Name, [role], group) { Comparator = Text(value, "comparator"), IsColumnFirst = true });
            }
            else if (value.ValueKind == JsonValueKind.Object && group is null)
            {
                ReadEntries(value, member.Name);
            }
            else
            {
                _errors.Add($"\"{member.Name}\": {Shape}");
            }
        }
    }

    private void ReadOptions(JsonElement root, string fields)
    {
        foreach (var member in root.EnumerateObject().Where(m => m.Name != fields))
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (!OptionNames.Contains(member.Name))
            {
                _errors.Add($"\"{member.Name}\" is not known here{NearestName.Suggest(member.Name, OptionNames)} Known: {string.Join(", ", OptionNames)}, {fields}");
            }
            else if (member.Name != "$schema" && string.IsNullOrEmpty(text))
            {
                _errors.Add($"\"{member.Name}\" must be a text");
            }
            else
            {
                ReadOption(member.Name, text ?? "");
            }
        }
    }

    private void ReadOption(string name, string text)
    {
        switch (name)
        {
            case "id":
                Id = text;
                break;
            case "delimiter":
                Options = Options with { Delimiter = OneOf<char?>(name, text, ("comma", ','), (",", ','), ("semicolon", ';'), (";", ';'), ("tab", '\t'), ("\t", '\t'), ("bar", '|'), ("|", '|')) };
                break;
            case "encoding":
                Options = Options with { Encoding = OneOf<string?>(name, text, [.. RowEncoding.Names.Select(n => (n, (string?)n))]) };
                break;
            case "dates":
                Options = Options with { Dates = OneOf(name, text, ("either", DateOrder.Either), ("day-first", DateOrder.DayFirst), ("month-first", DateOrder.MonthFirst)) };
                break;
            case "region" when text is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']:
                _errors.Add("\"region\" must be two capital letters, such as GB");
                break;
            case "region":
                Options = Options with { Region = text };
                break;
            default:
                break;
        }
    }

    private T? OneOf<T>(string name, string text, params (string Word, T Value)[] words)
    {
        if (words.FirstOrDefault(w => w.Word == text) is { Word: not null } found)
        {
            return found.Value;
        }

        _errors.Add($"\"{name}\" must be one of: {string.Join(", ", words.Select(w => w.Word).Where(w => w.Length > 1))}");
        return default;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One line of a map, of which either side may be the column.</summary>
/// <param name="Group">The member around it, such as <c>address</c>.</param>
internal sealed record MapEntry(string Name, IReadOnlyList<string> Values, string? Group)
{
    public string? Comparator { get; init; }

    public bool IsList { get; init; }

    /// <summary>There is no doubt that the name is the column.</summary>
    public bool IsColumnFirst { get; init; }
}
