namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="ApiVersion">Repeated in the link to the next page, which the client follows as it stands.</param>
/// <param name="After">The skip token: the last name or sequence of the page before; null asks for the first page.</param>
/// <param name="Size">Rows of a page.</param>
internal sealed record VaultPage(string ApiVersion, string? After, int Size);
