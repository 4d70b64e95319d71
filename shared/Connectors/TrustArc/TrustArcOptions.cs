using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.TrustArc;

/// <summary>The <c>options</c> of a TrustArc source.</summary>
internal sealed record TrustArcOptions
{
    /// <summary>How the sender shows that it knows the secret. Default: <c>?token=</c> in the URL, which is all that a callback's registration takes.</summary>
    public required IProof Proof { get; init; }

    /// <summary>Where the id of a request is (<c>paths.request</c>).</summary>
    public required MappingSource Request { get; init; }

    /// <summary>Where the id of a data subject is (<c>paths.subject</c>).</summary>
    public required MappingSource Subject { get; init; }

    /// <summary>Where the data subject's email is (<c>paths.email</c>).</summary>
    public required MappingSource Email { get; init; }

    /// <summary>Where the time of the change is (<c>paths.occurredAt</c>): ISO 8601, or milliseconds since 1970.</summary>
    public required MappingSource OccurredAt { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static TrustArcOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new QueryProof(ProofOptions.DefaultQuery));
        var paths = options.Object("paths");
        var read = new TrustArcOptions
        {
            Proof = proof ?? new QueryProof(ProofOptions.DefaultQuery),
            Request = Path(paths, "request", "requestId", "request.id", "request.requestId"),
            Subject = Path(paths, "subject", "dataSubjectId", "dataSubject.id", "subjectId"),
            Email = Path(paths, "email", "dataSubjectEmail", "dataSubject.email", "email"),
            OccurredAt = Path(paths, "occurredAt", "eventTime", "timestamp", "updatedAt", "modifiedDate", "createdAt", "createdDate"),
        };
        paths.Done();
        options.Done();
        return errors.All.Count > before ? null : read;
    }

    /// <summary>Where the file says, else in the places where such callbacks usually have it: at the top, under <c>data</c> or under <c>payload</c>.</summary>
    private static MappingSource Path(ConfigObject config, string name, params string[] usual) =>
        MappingSource.Bind(config, name, required: false) ?? new([.. Usual(usual)]);

    private static IEnumerable<MappingPath> Usual(string[] names)
    {
        foreach (var text in names.Concat(names.Select(n => $"data.{n}")).Concat(names.Select(n => $"payload.{n}")))
        {
            if (MappingPath.TryParse(text, out var path))
            {
                yield return path;
            }
        }
    }
}
