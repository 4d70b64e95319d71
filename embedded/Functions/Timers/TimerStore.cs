using System.Text.Json;
using ServerlessCdi.Embedded.Functions.Hosting;
using ServerlessCdi.Embedded.Functions.Settings;

namespace ServerlessCdi.Embedded.Functions.Timers;

/// <summary>timers.json of the data folder.</summary>
internal sealed class TimerStore(DataFolder folder)
{
    private readonly string _file = folder.FileNamed("timers.json");
    private readonly Lock _gate = new();
    private Dictionary<string, TimerState> _states = [];

    public void Prepare()
    {
        if (!File.Exists(_file))
        {
            return;
        }

        try
        {
            _states = JsonSerializer.Deserialize(File.ReadAllBytes(_file), HostJsonContext.Default.DictionaryStringTimerState) ?? [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException(
                $"The timers' state in {_file} cannot be read ({failure.Message}): mend the file, or delete it to forget missed runs.", failure);
        }
    }

    public TimerState? Read(string function)
    {
        lock (_gate)
        {
            return _states.GetValueOrDefault(function);
        }
    }

    public void Save(string function, TimerState state)
    {
        lock (_gate)
        {
            _states[function] = state;
            OwnFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(_states, HostJsonContext.Default.DictionaryStringTimerState));
        }
    }
}
