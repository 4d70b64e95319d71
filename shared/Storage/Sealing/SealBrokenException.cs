using System.Security.Cryptography;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>A sealed value does not open where it stands: it was changed, moved from another row, or sealed under another key.</summary>
public sealed class SealBrokenException : CryptographicException
{
    public SealBrokenException()
    {
    }

    /// <param name="place">Table, partition and row; keys hold no personal data.</param>
    public SealBrokenException(string place)
        : base($"The sealed value of {place} does not open: it was changed, moved from another row, or sealed under another key.")
    {
    }

    public SealBrokenException(string place, Exception inner)
        : base($"The sealed value of {place} does not open: it was changed, moved from another row, or sealed under another key.", inner)
    {
    }
}
