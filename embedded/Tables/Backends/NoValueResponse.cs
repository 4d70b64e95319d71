using Azure;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>The answer to a conditional read of something that is not there.</summary>
internal sealed class NoValueResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The response has no value; check HasValue first.");

    public override Response GetRawResponse() => response;
}
