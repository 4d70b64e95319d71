using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>Where one HTTP function answers.</summary>
internal sealed class HttpRoute
{
    public HttpRoute(FunctionDescriptor function, string prefix)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        var path = (trigger.Route ?? function.Name).Trim('/');
        Function = function;
        Level = trigger.AuthLevel;
        Methods = [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant()).Distinct()];
        Path = prefix.Length == 0 ? path : $"{prefix}/{path}";
        Pattern = RoutePatternFactory.Parse(Path);
        Shape = string.Join('/', Pattern.PathSegments.Select(ShapeOf)).ToLowerInvariant();
    }

    public FunctionDescriptor Function { get; }

    public AuthorizationLevel Level { get; }

    /// <summary>Upper case; empty for all methods.</summary>
    public IReadOnlyList<string> Methods { get; }

    public string Path { get; }

    public RoutePattern Pattern { get; }

    /// <summary>Whether both would match the same requests, so that neither could be chosen.</summary>
    public bool ClashesWith(HttpRoute other) =>
        Shape == other.Shape && (Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods).Any());

    /// <summary>The Functions host keeps /admin for itself.</summary>
    public bool IsReserved => Shape == "admin" || Shape.StartsWith("admin/", StringComparison.Ordinal);

    private string Shape { get; }

    private static string ShapeOf(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(p => ":" + p.Content))}}}",
        _ => throw new NotSupportedException($"Route part {part.PartKind} is not known."),
    }));
}
