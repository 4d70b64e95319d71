using ServerlessCdi.Tests.Storage.Tables;

namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>The contract on the emulator, over REST.</summary>
[Collection(Azurite.Collection)]
public sealed class AzuriteAdapterTests(Azurite azurite) : AdapterContract
{
    protected override string? Tables => azurite.ConnectionString;
}
