using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Core.Profiles;

public sealed class ProfileIdConverter : JsonConverter<ProfileId>
{
    public override ProfileId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, ProfileId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
