using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>What ties a person's contact records although nobody ever linked them: identifiers that several of them have.</summary>
public static class PersonBonds
{
    /// <summary>By type, those that tie most records first. An identifier that may not tie is none.</summary>
    public static IReadOnlyList<SharedIdentifier> Of(Profile person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var contacts = person.Records.Values.Where(r => r.Key.IsPerson).OrderBy(r => r.Key).ToList();
        return
        [
            .. person.Golden.Identifiers.Select(i => new SharedIdentifier(i.Type, [.. contacts.Where(r => r.Identifiers.ContainsKey(i)).Select(r => r.Key)]))
                .Where(s => s.Records.Count > 1)
                .OrderByDescending(s => s.Records.Count).ThenBy(s => s.Type, StringComparer.Ordinal),
        ];
    }
}

/// <param name="Type">Of the identifier, whose value is not needed to know why.</param>
public sealed record SharedIdentifier(string Type, IReadOnlyList<RecordKey> Records);
