namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>How a vendor writes its bodies.</summary>
public enum BodyForm
{
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form,

    Xml,
}
