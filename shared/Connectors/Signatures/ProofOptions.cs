using System.Security.Cryptography;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>
/// Reads how requests are verified: <c>{"kind": "hmac" | "token" | "bearer" | "basic" | "query", …}</c>. Vendors that sign
/// nothing let their customer choose what they send, so their connectors do too.
/// </summary>
internal static class ProofOptions
{
    /// <summary>Where a token stands in the URL when the file does not say.</summary>
    public const string DefaultQuery = "token";

    private const string Member = "verification";

    /// <summary>The vendor's <c>verification</c> option among those that prove the sender alone, or its usual way.</summary>
    public static IProof? BindCredential(ConfigObject options, ConfigErrors errors, IProof usual)
    {
        var verification = options.Raw(Member, JsonValueKind.Object);
        return verification.ValueKind == JsonValueKind.Undefined
            ? usual
            : Bind(new(verification, options.PathOf(Member), errors), "token", "bearer", "basic", "query");
    }

    /// <returns>Null where something is wrong (reported).</returns>
    public static IProof? Bind(ConfigObject config) => Bind(config, "hmac", "token", "bearer", "basic", "query");

    private static IProof? Bind(ConfigObject config, params string[] kinds)
    {
        var kind = config.OneOf("kind", kinds);
        if (config.Raw("kind").ValueKind == JsonValueKind.Undefined)
        {
            config.Error("kind", $"is missing: it must be one of {string.Join(", ", kinds)}");
        }

        var proof = kind switch
        {
            "hmac" => BindHmac(config),
            "token" => BindToken(config),
            "bearer" => new TokenProof("Authorization", "Bearer "),
            "basic" => new BasicProof(),
            "query" => new QueryProof(config.Text("name") ?? DefaultQuery),
            _ => (IProof?)null,
        };
        if (kind is null)
        {
            // Whatever a kind might have is known, so that the one mistake is told alone.
            string[] members = ["header", "prefix", "encoding", "algorithm", "name"];
            Array.ForEach(members, name => config.Raw(name));
        }

        config.Done();
        return proof;
    }

    private static HmacProof? BindHmac(ConfigObject config)
    {
        var header = config.Text("header", required: true);
        var prefix = Prefix(config);
        Func<string, byte[]?> decode = config.OneOf("encoding", "hex", "base64", "base64url") switch
        {
            "base64" => static text => SignatureText.Base64(text),
            "base64url" => static text => SignatureText.Base64Url(text),
            _ => static text => SignatureText.Hex(text),
        };
        var algorithm = config.OneOf("algorithm", "sha256", "sha512", "sha1") switch
        {
            "sha512" => HashAlgorithmName.SHA512,
            "sha1" => HashAlgorithmName.SHA1,
            _ => HashAlgorithmName.SHA256,
        };
        return header is null ? null : new(header, prefix, decode, algorithm);
    }

    private static TokenProof? BindToken(ConfigObject config)
    {
        var header = config.Text("header", required: true);
        var prefix = Prefix(config);
        return header is null ? null : new(header, prefix);
    }

    private static string Prefix(ConfigObject config) =>
        config.Raw("prefix").ValueKind == JsonValueKind.Undefined ? "" : config.Text("prefix") ?? "";
}
