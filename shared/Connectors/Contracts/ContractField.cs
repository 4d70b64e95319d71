namespace ServerlessCdi.Connectors.Contracts;

/// <summary>One field of a contract, for those who compare a mapping with it.</summary>
/// <param name="Path">From the record's own fields: <c>address.city</c>, <c>emails[].value</c>, <c>['a.b']</c>.</param>
/// <param name="Type">text, number, integer, boolean, time, list, object or any.</param>
/// <param name="Declared">False for an object or list that only stands in the path of one that is.</param>
/// <param name="Unused">Known, and not wanted here.</param>
public sealed record ContractField(string Path, string Type, bool Required, bool Declared, bool Unused);
