using System.Security.Cryptography;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>A person's data key cannot be unwrapped, so nothing that is sealed about them can be read.</summary>
public sealed class DataKeyUnavailableException : CryptographicException
{
    public DataKeyUnavailableException()
    {
    }

    public DataKeyUnavailableException(string message) : base(message)
    {
    }

    public DataKeyUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }

    internal DataKeyUnavailableException(ProfileId profile, string? secretVersion, Exception? inner)
        : base(
            $"The data key of profile {profile} cannot be unwrapped with version {secretVersion ?? "(unreadable)"} of secret '{GeneratedSecrets.KeyEncryption}': "
            + (inner is null ? "the vault does not give that version." : "it was wrapped under another secret or for another row."),
            inner)
    {
        Profile = profile;
        SecretVersion = secretVersion;
    }

    public ProfileId Profile { get; }

    /// <summary>The version that the wrapped key names; null where its header cannot be read.</summary>
    public string? SecretVersion { get; }
}
