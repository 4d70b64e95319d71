namespace ServerlessCdi.Connectors;

/// <summary>Capability of a source: what its vendor sends ends on a day, unless somebody renews it there.</summary>
public interface IRenewable
{
    /// <summary>The last moment to renew it; null where the source's file does not say. In the past: the vendor sends nothing any more.</summary>
    DateTimeOffset? RenewBy { get; }
}
