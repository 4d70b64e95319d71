namespace ServerlessCdi.Storage.Secrets;

/// <summary>One enabled version of a secret.</summary>
internal sealed record SecretVersion(string Id, string Value, DateTimeOffset CreatedOn, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresOn)
{
    /// <summary>Key Vault only notes these times and goes on answering; here the old version dies on time.</summary>
    public bool IsLive(DateTimeOffset now) => (ExpiresOn is null || ExpiresOn > now) && (NotBefore is null || NotBefore <= now);
}
