namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The values of one record by the role of their field.</summary>
internal readonly struct FieldReader(MatchSchema schema, IReadOnlyDictionary<string, string?> values)
{
    public MatchSchema Schema => schema;

    /// <returns>The first value that is there.</returns>
    public string? One(FieldRole role)
    {
        foreach (var field in schema.Fields)
        {
            if (field.Role == role && values.TryGetValue(field.Name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    public List<string?> All(FieldRole role)
    {
        var all = new List<string?>();
        foreach (var field in schema.Fields)
        {
            if (field.Role == role && values.TryGetValue(field.Name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                all.Add(value);
            }
        }

        return all;
    }

    public string? Of(string field) => values.GetValueOrDefault(field);
}
