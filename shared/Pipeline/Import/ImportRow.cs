namespace ServerlessCdi.Pipeline.Import;

/// <summary>One row of a file.</summary>
/// <param name="Content">One JSON object in UTF-8; where the row is wrong, its text as it stands in the file.</param>
/// <param name="Wrong">Why it is no row of its file, or null.</param>
public readonly record struct ImportRow(ReadOnlyMemory<byte> Content, string? Wrong);
