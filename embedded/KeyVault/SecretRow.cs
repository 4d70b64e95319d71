namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>One version of a secret as stored: the value sealed, the rest in clear. Times are unix seconds.</summary>
internal sealed record SecretRow(string Name, string Version)
{
    /// <summary>Grows with every version in the vault, so that two versions of one second keep their order.</summary>
    public long Sequence { get; init; }

    public byte[] Sealed { get; init; } = [];

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public bool Enabled { get; init; } = true;

    public long? NotBefore { get; init; }

    public long? Expires { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long? DeletedAt { get; init; }

    public long? PurgeAt { get; init; }
}
