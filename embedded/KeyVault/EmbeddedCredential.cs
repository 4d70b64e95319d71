using Azure.Core;

namespace ServerlessCdi.Embedded.KeyVault;

internal sealed class EmbeddedCredential : TokenCredential
{
    private static readonly AccessToken Token = new("embedded", DateTimeOffset.MaxValue);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
}
