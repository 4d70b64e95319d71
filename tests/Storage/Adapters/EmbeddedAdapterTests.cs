namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>The contract on files beside the app.</summary>
public sealed class EmbeddedAdapterTests : AdapterContract
{
    protected override string? Tables => null;
}
