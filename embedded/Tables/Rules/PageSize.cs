namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>The $top of a query. The emulator takes more than the service does.</summary>
internal static class PageSize
{
    private const int Max = 1000;

    public static int Check(int? size) => size is null ? Max
        : size is >= 1 and <= Max ? size.Value
        : throw TableErrors.Invalid($"A page has 1 to {Max} entities; asked for were {size}.");
}
