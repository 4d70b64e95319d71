using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>Route values as a function's parameters. A value that cannot be converted fails the run, as it does on Azure.</summary>
internal static class RouteValueReader
{
    public static string? Text(HttpContext http, string name) => http.Request.RouteValues[name] as string;

    public static int Number(HttpContext http, string name) =>
        OptionalNumber(http, name) ?? throw Missing(name);

    public static int? OptionalNumber(HttpContext http, string name) => Text(http, name) switch
    {
        null => null,
        var text => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Unfit(name, "a whole number"),
    };

    public static Guid Id(HttpContext http, string name) =>
        OptionalId(http, name) ?? throw Missing(name);

    public static Guid? OptionalId(HttpContext http, string name) => Text(http, name) switch
    {
        null => null,
        var text => Guid.TryParse(text, out var value) ? value : throw Unfit(name, "a GUID"),
    };

    private static FormatException Missing(string name) => new($"The route value \"{name}\" is missing.");

    private static FormatException Unfit(string name, string wanted) =>
        new($"The route value \"{name}\" is not {wanted}. A route constraint would answer 404 instead.");
}
