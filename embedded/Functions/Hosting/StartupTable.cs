namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>What the host says once it runs, after the manner of Core Tools.</summary>
internal static class StartupTable
{
    public static void Write(HostPlan plan, HostParts parts, int port)
    {
        var url = plan.Address.Url(port);
        var rows = parts.Routes
            .Select(r => (r.Function.Name, Trigger: $"[{(r.Methods.Count == 0 ? "*" : string.Join(',', r.Methods))}] {url}/{r.Path}"))
            .Concat(parts.Listeners.Select(l => (Name: l.Function, l.Trigger)))
            .ToList();
        var width = rows.Select(r => r.Name.Length).DefaultIfEmpty().Max();
        var output = plan.Seams.Output;
        if (plan.Notice is { } notice)
        {
            output.WriteLine(notice);
        }

        output.WriteLine("Functions:");
        foreach (var (name, trigger) in rows)
        {
            output.WriteLine($"  {name.PadRight(width)}  {trigger}");
        }

        output.WriteLine($"Listening on {url}  (data in {plan.Data.FullPath})  Ctrl+C to stop");
        output.Flush();
    }
}
