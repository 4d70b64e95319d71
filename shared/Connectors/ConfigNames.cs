using System.Text.Json;

namespace ServerlessCdi.Connectors;

/// <summary>Reads an object whose members are a table from one name to another.</summary>
public static class ConfigNames
{
    /// <summary>
    /// The table; empty where the object is absent. Each name stands for a text of 1 to <paramref name="maxLength"/> characters
    /// that is not all blank.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Names(this ConfigObject table, int maxLength)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in table.Members)
        {
            var name = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (member.Name.Length == 0 || string.IsNullOrWhiteSpace(name) || name.Length > maxLength)
            {
                table.Error(member.Name, $"must be a name of 1 to {maxLength} characters");
            }
            else
            {
                names[member.Name] = name;
            }
        }

        return names;
    }
}
