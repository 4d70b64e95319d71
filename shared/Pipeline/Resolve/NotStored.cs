namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Stands in for a store's handle while a person exists only as a claimed id.</summary>
internal static class NotStored
{
    public static object Handle { get; } = new();

    public static object? OrNull(object handle) => ReferenceEquals(handle, Handle) ? null : handle;
}
