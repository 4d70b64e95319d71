using Azure;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>What writing the next state needs: the ETag of the <c>profile</c> row, and the key unless the person is erased.</summary>
internal sealed record ProfileHandle(ETag ETag, DataKey? Key);
