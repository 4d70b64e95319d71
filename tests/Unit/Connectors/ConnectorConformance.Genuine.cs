using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>Genuine or refused.</summary>
public abstract partial class ConnectorConformance<TConnector>
{
    [Fact]
    public void A_signed_delivery_is_genuine()
    {
        var secret = Mint();
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, secret.Signing), Live(secret), Now));
    }

    [Fact]
    public void A_signature_under_another_secret_is_refused() =>
        Assert.Equal(WebhookVerdict.Mismatch, Source.Verify(Signed(ValidBody, Mint().Signing), Live(Mint()), Now));

    [Fact]
    public void Without_a_configured_secret_everything_is_refused()
    {
        var request = Signed(ValidBody, Mint().Signing);
        Assert.Equal(WebhookVerdict.NoSecret, Source.Verify(request, [], Now));
        Assert.NotEqual(WebhookVerdict.Genuine, Source.Verify(request, [new SecretValue("")], Now));
    }

    [Fact]
    public void A_delivery_without_its_credentials_is_refused()
    {
        var secret = Mint();
        var request = Signed(ValidBody, secret.Signing);
        Assert.All(WithCredential(request, null), bare => Assert.Equal(WebhookVerdict.Missing, Source.Verify(bare, Live(secret), Now)));
    }

    [Fact]
    public void A_credential_of_another_form_is_refused()
    {
        var secret = Mint();
        var request = Signed(ValidBody, secret.Signing);
        string[] forms = ["", " ", "x", "=", "💥", new string('A', 100_000), "t=,v1=", "v1,", "Basic ", "sha256=", "\0", ",,,;;;"];
        Assert.All(
            forms.SelectMany(form => WithCredential(request, form)),
            wrong => Assert.NotEqual(WebhookVerdict.Genuine, Source.Verify(wrong, Live(secret), Now)));
    }

    [Fact]
    public void While_a_secret_rotates_both_versions_sign_and_afterwards_the_old_one_does_not()
    {
        var old = Mint();
        var young = Mint();
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, old.Signing), Live(young, old), Now));
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, young.Signing), Live(young, old), Now));
        Assert.Equal(WebhookVerdict.Mismatch, Source.Verify(Signed(ValidBody, old.Signing), Live(young), Now));
    }

    [Fact]
    public void One_unreadable_secret_does_not_spoil_the_other()
    {
        var secret = Mint();
        SecretValue[] live = [new SecretValue("not a key of any kind"), .. Live(secret)];
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, secret.Signing), live, Now));
    }

    [Fact]
    public virtual void A_changed_body_is_refused_where_the_signature_covers_it()
    {
        var secret = Mint();
        var request = Signed(ValidBody, secret.Signing);
        var body = request.Body.ToArray();
        var expected = SignsBody ? WebhookVerdict.Mismatch : WebhookVerdict.Genuine;
        foreach (var at in new[] { 0, body.Length / 2, body.Length - 1 })
        {
            var tampered = (byte[])body.Clone();
            tampered[at] ^= 1;
            Assert.Equal(expected, Source.Verify(request with { Body = tampered }, Live(secret), Now));
        }

        Assert.Equal(expected, Source.Verify(request with { Body = body.AsMemory(0, body.Length - 1) }, Live(secret), Now));
        Assert.Equal(expected, Source.Verify(request with { Body = (byte[])[.. body, (byte)'\n'] }, Live(secret), Now));
    }

    [Fact]
    public void A_signature_of_another_time_is_refused_beyond_the_tolerance()
    {
        var secret = Mint();
        var beyond = (Tolerance ?? TimeSpan.FromDays(365)) + TimeSpan.FromSeconds(1);
        var expected = Tolerance is null ? WebhookVerdict.Genuine : WebhookVerdict.Stale;
        Assert.Equal(expected, Source.Verify(Signed(ValidBody, secret.Signing, Now - beyond), Live(secret), Now));
        Assert.Equal(expected, Source.Verify(Signed(ValidBody, secret.Signing, Now + beyond), Live(secret), Now));
    }

    [Fact]
    public void A_signature_of_another_time_is_taken_within_the_tolerance()
    {
        var secret = Mint();
        var within = (Tolerance ?? TimeSpan.FromDays(365)) - TimeSpan.FromSeconds(1);
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, secret.Signing, Now - within), Live(secret), Now));
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(Signed(ValidBody, secret.Signing, Now + within), Live(secret), Now));
    }
}
