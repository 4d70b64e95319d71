using ServerlessCdi.Connectors.Twilio;

namespace ServerlessCdi.Tests.Unit.Connectors.Twilio;

public sealed class TwilioConformance : ConnectorConformance<TwilioConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Twilio-Signature"];

    protected override BodyForm Form => BodyForm.Form;

    protected override string ValidBody =>
        "MessageSid=SM0000000000000000000000000000000a&AccountSid=AC0000000000000000000000000000000c&From=%2B442079460123&To=%2B442079460999&Body=Stop&NumMedia=0&SmsStatus=received";

    protected override string UnknownEventBody => "MessageSid=SM0000000000000000000000000000000a&From=%2B442079460999&To=%2B442079460123&MessageStatus=queued";

    protected override bool IsSameMessage(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signed) => FormText.IsSame(body, signed);
}
