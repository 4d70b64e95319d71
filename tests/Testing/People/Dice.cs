namespace ServerlessCdi.Tests.Testing.People;

/// <summary>A small seeded generator (SplitMix64): the same seed makes the same people on every machine.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for a place in a sequence, so that any place can be reached without the ones before.</summary>
    public static Dice At(ulong seed, long place, int purpose) => new(Mix(Mix(seed + 1) ^ Mix((ulong)place + 0x51ED) ^ Mix((ulong)purpose + 0xA7)));

    /// <summary>From 0 up to and without the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>From 0 up to and without 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => share > 0 && Share() < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
