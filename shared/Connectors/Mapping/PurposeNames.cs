namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Which consent purpose a vendor's list, topic or group stands for: the one that the source's file names, else one called after the vendor.</summary>
/// <param name="prefix">What stands before the vendor's id where the file names none, such as <c>mailchimp_</c>.</param>
internal sealed class PurposeNames(string prefix, IReadOnlyDictionary<string, string> named)
{
    private const int MaxLength = 64;

    /// <summary>Reads a table from the vendor's id to a purpose; mistakes are reported.</summary>
    public static PurposeNames Read(ConfigObject options, string member, string prefix)
    {
        var table = options.Object(member);
        var named = table.Names(MaxLength);
        foreach (var (id, purpose) in named)
        {
            if (MappingWords.LabelMistake(purpose) is { } mistake)
            {
                table.Error(id, mistake);
            }
        }

        return new(prefix, named);
    }

    /// <summary>The one id that the source's file names; null where it names none or several.</summary>
    public string? OnlyId => named.Count == 1 ? named.Keys.First() : null;

    /// <summary>The purpose, or null where there is no id that could be in a purpose's name.</summary>
    public string? Of(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return null;
        }

        var purpose = named.TryGetValue(id, out var known) ? known : prefix + id;
        return MappingWords.LabelMistake(purpose) is null ? purpose : null;
    }
}
