using System.Text;

namespace ServerlessCdi.Connectors;

/// <summary>One live version of a secret. Never logged, never compared except in constant time.</summary>
public sealed class SecretValue(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public string Text { get; } = text;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public override string ToString() => "[secret]";
}
