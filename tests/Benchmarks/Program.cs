using System.CommandLine;
using ServerlessCdi.Benchmarks;
using ServerlessCdi.Benchmarks.Connectors;
using ServerlessCdi.Benchmarks.Floor;
using ServerlessCdi.Benchmarks.Identity;

var root = new RootCommand("Measures ServerlessCdi on this machine.")
{
    PipelineCommand.Build(),
    ImportCommand.Build(),
    ConnectorsCommand.Build(),
    IdentityStreamCommand.Build(),
    FloorServer.Build(),
    IdentityCommand.Build(),
    PeopleCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
