using System.Text;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class SealedValues : IDisposable
{
    private static readonly SealedPlace Place = new("profiles", "person", "row");

    private readonly SealingKey _key = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(70_000)]
    public void What_was_sealed_opens_in_its_place(int length)
    {
        var clear = new byte[length];
        new Random(length).NextBytes(clear);

        Assert.Equal(clear, Open(_key, Place, SealedValue.Seal(_key, Place, clear)));
    }

    [Fact]
    public void A_long_text_is_compressed_and_noise_only_grows_by_the_frame()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the same words again, ", 1000)));
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);

        var sealedText = SealedValue.Seal(_key, Place, text);

        Assert.InRange(sealedText.Length, 30, 500);
        Assert.Equal(text, Open(_key, Place, sealedText));
        Assert.Equal(noise.Length + 29, SealedValue.Seal(_key, Place, noise).Length);
    }

    [Fact]
    public void The_same_value_is_never_sealed_to_the_same_bytes() =>
        Assert.NotEqual(SealedValue.Seal(_key, Place, "x"u8), SealedValue.Seal(_key, Place, "x"u8));

    [Theory]
    [InlineData("identities", "person", "row")]
    [InlineData("profiles", "other", "row")]
    [InlineData("profiles", "person", "other")]
    public void It_opens_nowhere_else(string table, string partition, string row)
    {
        var bytes = SealedValue.Seal(_key, Place, "secret"u8);

        Assert.Throws<SealBrokenException>(() => Open(_key, new(table, partition, row), bytes));
    }

    [Fact]
    public void It_opens_under_no_other_key()
    {
        var bytes = SealedValue.Seal(_key, Place, "secret"u8);

        Assert.Throws<SealBrokenException>(() => Open(new SealingKey(new byte[32]), Place, bytes));
    }

    [Fact]
    public void A_change_of_any_byte_shows_the_header_included()
    {
        var bytes = SealedValue.Seal(_key, Place, "secret"u8);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x10;
            Assert.Throws<SealBrokenException>(() => Open(_key, Place, changed));
        }

        Assert.Throws<SealBrokenException>(() => Open(_key, Place, bytes[..20]));
        Assert.Throws<SealBrokenException>(() => Open(_key, Place, []));
    }

    [Fact]
    public async Task One_key_serves_many_threads()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
        {
            var clear = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{i} ", 600)));
            return Open(_key, Place, SealedValue.Seal(_key, Place, clear)).SequenceEqual(clear);
        })));

        Assert.All(opened, Assert.True);
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Open(SealingKey key, SealedPlace place, byte[] bytes) => SealedValue.Open(key, place, bytes, clear => clear.ToArray());
}
