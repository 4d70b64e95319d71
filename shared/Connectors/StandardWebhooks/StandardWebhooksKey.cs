using NSec.Cryptography;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>Reads the text forms of keys: a prefix that tells the kind, and base64.</summary>
internal static class StandardWebhooksKey
{
    /// <summary>A shared secret for v1.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>An Ed25519 public key, which verifies v1a.</summary>
    public const string PublicPrefix = "whpk_";

    /// <summary>An Ed25519 private key, which signs v1a.</summary>
    public const string PrivatePrefix = "whsk_";

    private const int MinSecretBytes = 24;
    private const int MaxSecretBytes = 64;
    private const int SeedBytes = 32;

    /// <summary>The shared secret's bytes, or null where the text is no such secret. The prefix may be missing, as libraries allow.</summary>
    public static byte[]? Shared(SecretValue secret)
    {
        var text = secret.Text.AsSpan().Trim();
        if (text.StartsWith(PublicPrefix, StringComparison.Ordinal) || text.StartsWith(PrivatePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var key = SignatureText.Base64(text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text);
        return key is { Length: >= MinSecretBytes and <= MaxSecretBytes } ? key : null;
    }

    public static PublicKey? Public(SecretValue secret)
    {
        var text = secret.Text.AsSpan().Trim();
        return text.StartsWith(PublicPrefix, StringComparison.Ordinal)
            && SignatureText.Base64(text[PublicPrefix.Length..]) is { } key
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey, out var imported)
                ? imported
                : null;
    }

    /// <summary>The private key: its seed alone, or followed by the public key as libsodium keeps it.</summary>
    public static Key? Private(SecretValue secret)
    {
        var text = secret.Text.AsSpan().Trim();
        return text.StartsWith(PrivatePrefix, StringComparison.Ordinal)
            && SignatureText.Base64(text[PrivatePrefix.Length..]) is { Length: SeedBytes or 2 * SeedBytes } key
            && Key.TryImport(SignatureAlgorithm.Ed25519, key.AsSpan(0, SeedBytes), KeyBlobFormat.RawPrivateKey, out var imported)
                ? imported
                : null;
    }
}
