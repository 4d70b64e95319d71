using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Reviews;

/// <summary>
/// What a review holds of its two persons. It is sealed under the right person's data key, and that again under the left
/// person's: erase either, and it can be read no more.
/// </summary>
internal sealed record ReviewContent(RecordKey Left, RecordKey Right, MatchScore Score, string? Why)
{
    public byte[] Seal(ReviewKeys keys, SealedPlace place)
    {
        var inner = SealedValue.Seal(keys.Right.Cipher, Inner(place), JsonSerializer.SerializeToUtf8Bytes(this, ReviewJson.Default.ReviewContent));
        return SealedValue.Seal(keys.Left.Cipher, place, inner);
    }

    public static ReviewContent Open(ReviewKeys keys, SealedPlace place, byte[] sealedBytes) => SealedValue.Open(
        keys.Left.Cipher,
        place,
        sealedBytes,
        inner => SealedValue.Open(
            keys.Right.Cipher,
            Inner(place),
            inner,
            clear => JsonSerializer.Deserialize(clear, ReviewJson.Default.ReviewContent) ?? throw new SealBrokenException(place.ToString())));

    private static SealedPlace Inner(SealedPlace place) => place with { Row = $"{place.Row}|right" };
}

/// <summary>The data keys of both persons.</summary>
internal sealed record ReviewKeys(DataKey Left, DataKey Right);

/// <summary>Without what follows from other members, such as the identifier that a record's key is.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ReviewContent))]
internal sealed partial class ReviewJson : JsonSerializerContext;
