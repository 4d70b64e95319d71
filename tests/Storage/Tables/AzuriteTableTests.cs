namespace ServerlessCdi.Tests.Storage.Tables;

/// <summary>The contract on the emulator, over REST.</summary>
[Collection(Azurite.Collection)]
public sealed class AzuriteTableTests(Azurite azurite) : TableContract
{
    protected override string ConnectionString => azurite.ConnectionString;
}
