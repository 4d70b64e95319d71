using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ServerlessCdi.Functions.Api;

/// <summary>Who calls the API, for the audit: the signed-in principal, else the key by its name.</summary>
public sealed class ApiCaller(IConfiguration configuration)
{
    /// <summary>The Functions host's claim with the name of the key that was shown.</summary>
    private const string KeyNameClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";

    // App Service sets the header itself, and drops it from outside, only where its authentication is on.
    // https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL-NAME";
    private const string AuthenticationSetting = "WEBSITE_AUTH_ENABLED";
    private const int MaxLength = 200;

    public string NameOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var signedIn = bool.TryParse(configuration[AuthenticationSetting], out var on) && on ? request.Headers[PrincipalHeader].ToString() : "";
        var name = signedIn.Length > 0 ? signedIn : KeyOf(request);
        return name.Length <= MaxLength ? name : name[..MaxLength];
    }

    private static string KeyOf(HttpRequest request) =>
        request.HttpContext.User.FindFirst(KeyNameClaim)?.Value is { Length: > 0 } key ? $"key {key}" : "a function key";
}
