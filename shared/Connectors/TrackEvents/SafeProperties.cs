using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.TrackEvents;

/// <summary>
/// The properties of an event whose names its sender made up, so that none can be chosen beforehand: all but what is
/// named like a secret, at any depth, and addresses without the part that carries the tokens of links.
/// </summary>
internal static class SafeProperties
{
    /// <summary>A change is read back from its message at a depth of 64, a few of which are its own.</summary>
    private const int MaxDepth = 48;

    private const int MaxSecretName = 40;

    /// <summary>In lower case, letters only.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Secrets = FrozenSet.Create(
        StringComparer.Ordinal,
        "password", "passwd", "pwd", "passphrase", "newpassword", "oldpassword", "currentpassword", "passwordconfirmation", "passwordhash", "secret",
        "clientsecret", "token", "accesstoken", "refreshtoken", "idtoken", "sessiontoken", "authtoken", "resettoken", "csrftoken", "bearertoken", "jwt",
        "authorization", "apikey", "apitoken", "apisecret", "privatekey", "sessionid", "sessionkey", "cookie", "magiclink", "loginlink", "resetlink",
        "passwordresetlink", "verificationlink", "otp", "pin", "cvv", "cvc", "cardnumber").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="members">Of two with the same name the first is taken.</param>
    public static FieldValue Of(IEnumerable<JsonProperty> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, members);
        }

        return FieldValue.FromJson(JsonElement.Parse(buffer.WrittenSpan));
    }

    /// <summary>The members of an object; none where it is something else.</summary>
    public static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    public static bool NestsTooDeep(JsonElement element) => IsDeeperThan(element, MaxDepth);

    public static bool IsSecret(string name)
    {
        Span<char> letters = stackalloc char[MaxSecretName];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c))
            {
                if (length == MaxSecretName)
                {
                    return false;
                }

                letters[length++] = char.ToLowerInvariant(c);
            }
        }

        return Secrets.Contains(letters[..length]);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<JsonProperty> members)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var member in members.Where(m => !IsSecret(m.Name) && !IsQuery(m.Value) && written.Add(m.Name)))
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Write(writer, value.EnumerateObject());
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(WithoutQuery(value.GetString()!)); // the kind says that it is text
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>A browser's <c>location.search</c>.</summary>
    private static bool IsQuery(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is ['?', ..];

    private static string WithoutQuery(string text)
    {
        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var end = text.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? text : text[..end];
    }

    private static bool IsDeeperThan(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Object => depth == 0 || element.EnumerateObject().Any(m => IsDeeperThan(m.Value, depth - 1)),
        JsonValueKind.Array => depth == 0 || element.EnumerateArray().Any(i => IsDeeperThan(i, depth - 1)),
        _ => false,
    };
}
