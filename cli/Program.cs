using ServerlessCdi.Cli;

return await CommandLine.RunAsync(args, CliHost.FromProcess());
