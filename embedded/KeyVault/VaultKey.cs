using System.Security.Cryptography;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>The machine key that seals every value of a folder's vault: 32 random bytes in a file that only its owner may read.</summary>
internal static class VaultKey
{
    public const string FileName = "vault.key";

    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static byte[] LoadOrCreate(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var storeExists = File.Exists(Path.Combine(folder, VaultStore.FileName));
        // The key is always written before the store: a store without a key has lost it, and a new one would open nothing.
        if (!File.Exists(path) && storeExists)
        {
            throw new InvalidOperationException(
                $"{path} is missing but {VaultStore.FileName} is there. Put the key back, or remove {VaultStore.FileName} to start with an empty vault.");
        }

        if (!File.Exists(path))
        {
            Create(path);
        }

        return Load(path);
    }

    /// <summary>A file for the owner alone from its first moment, which this call itself makes.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static FileStream CreateOwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private static void Create(string path)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            using (var file = CreateOwnerOnly(draft))
            {
                file.Write(key);
                file.Flush(flushToDisk: true);
            }

            // The move refuses an existing target, so of two processes one wins, and no reader ever sees half a key.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Load(string path)
    {
        using var file = File.OpenHandle(path);
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(file);
            if ((mode & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            {
                throw new InvalidOperationException(
                    $"{path} may be used by its group or by everyone (mode {Convert.ToString((int)mode, 8)}). "
                    + "It opens every secret of this vault: run 'chmod 600' on it, and rotate the secrets if anyone else has an account here.");
            }
        }

        var key = new byte[KeyBytes];
        if (RandomAccess.GetLength(file) != KeyBytes || RandomAccess.Read(file, key, 0) != KeyBytes)
        {
            throw new InvalidOperationException($"{path} is not a vault key: it must hold exactly {KeyBytes} bytes.");
        }

        return key;
    }
}
