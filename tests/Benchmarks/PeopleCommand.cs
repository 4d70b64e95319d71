using System.CommandLine;
using System.Globalization;
using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Benchmarks;

/// <summary>The command <c>people</c>: a set of made-up people to match, for whoever has none at hand.</summary>
internal static class PeopleCommand
{
    public static Command Build()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write to.", Required = true };
        var name = new Option<string>("--name") { Description = "NAME.records.csv and NAME.truth.csv.", DefaultValueFactory = _ => "people" };
        var count = new Option<int>("--count") { Description = "People.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same people.", DefaultValueFactory = _ => 1 };
        var errors = new Option<string>("--errors") { Description = "none, few, some or many.", DefaultValueFactory = _ => "some" };
        var duplicates = new Option<double>("--duplicates") { Description = "Share of people with a second record.", DefaultValueFactory = _ => 0.4 };
        errors.AcceptOnlyFromAmong("none", "few", "some", "many");
        var command = new Command("people", "Writes made-up people with duplicates, and who is who, as CSV.") { folder, name, count, seed, errors, duplicates };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wrong = parsed.GetValue(errors) switch { "none" => Errors.None, "few" => Errors.Few, "many" => Errors.Many, _ => Errors.Some };
            var set = new PeopleSet(parsed.GetValue(seed), parsed.GetValue(count), wrong, parsed.GetValue(duplicates));
            await PeopleFiles.WriteAsync(set, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(name), cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{set.Count:N0} records of {parsed.GetValue(count):N0} people"));
        });
        return command;
    }
}
