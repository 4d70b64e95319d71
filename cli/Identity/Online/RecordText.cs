using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary>A record as <c>source/object/key</c>, whose key may hold slashes itself, or a person by profile id.</summary>
internal static class RecordText
{
    public const string Form = "source/object/key, such as hubspot/contact/4711";

    /// <exception cref="CliFailure">It is no record.</exception>
    public static JsonObject Record(string text) => text.Split('/', 3) is [{ Length: > 0 } source, { Length: > 0 } kind, { Length: > 0 } key]
        ? new JsonObject { ["source"] = source, ["object"] = kind, ["key"] = key }
        : throw new CliFailure($"'{text}' is no record: write it as {Form}.", ExitCodes.Usage);

    public static JsonObject PersonOrRecord(string text) =>
        Guid.TryParseExact(text, "D", out _) ? new JsonObject { ["profile"] = text } : Record(text);

    public static string Of(JsonNode? record) => $"{record.Text("source")}/{record.Text("object")}/{record.Text("key")}";
}
