using Microsoft.Extensions.Options;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>What the host takes from its process, so that a test can run one beside others.</summary>
internal sealed class HostSeams
{
    /// <summary>Where functions are looked for; the entry assembly when null.</summary>
    public IReadOnlyList<Type>? FunctionTypes { get; init; }

    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Stands for the environment variables; those of the process when null.</summary>
    public IReadOnlyDictionary<string, string?>? Variables { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TextWriter Output { get; init; } = Console.Out;

    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Whether signals stop the host and a failed start ends the process.</summary>
    public bool OwnsProcess { get; init; } = true;

    public string? Variable(string name) =>
        Variables is null ? Environment.GetEnvironmentVariable(name) : Variables.GetValueOrDefault(name);

    public T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (StartupException failure)
        {
            Fail(failure.Message);
            throw;
        }
    }

    public async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (failure is StartupException or OptionsValidationException)
        {
            Fail(failure.Message);
            throw;
        }
    }

    private void Fail(string message)
    {
        Error.WriteLine(message);
        Error.Flush();
        if (OwnsProcess)
        {
            Environment.Exit(1);
        }
    }
}
