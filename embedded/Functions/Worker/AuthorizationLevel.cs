namespace Microsoft.Azure.Functions.Worker;

public enum AuthorizationLevel
{
    Anonymous = 0,

    /// <summary>Reserved by the platform; the embedded host refuses to start with it.</summary>
    User = 1,

    /// <summary>A function key or the master key.</summary>
    Function = 2,

    /// <summary>Keys of extensions; the embedded host refuses to start with it.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
