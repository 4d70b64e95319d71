using System.Collections.Frozen;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>
/// What a source promises to send: fields by object, with their types, versioned. Compiled once from the source's file
/// and used by many requests at once. What its members mean is in <c>config/schemas/source.schema.json</c>.
/// </summary>
public sealed class SourceContract
{
    internal const string Path = "$.contract";

    private readonly FrozenDictionary<string, ContractNode> _objects;

    internal SourceContract(int version, ContractMode mode, IReadOnlyDictionary<string, ContractNode> objects)
    {
        Version = version;
        Mode = mode;
        _objects = objects.ToFrozenDictionary(StringComparer.Ordinal);
        Objects = [.. objects.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Grows with each change of the contract that a source announces; drift is kept with it.</summary>
    public int Version { get; }

    public ContractMode Mode { get; }

    /// <summary>The kinds of object that it names.</summary>
    public IReadOnlyList<string> Objects { get; }

    /// <summary>Compiles the settings' contract; null where the file has none, or with every mistake added to <paramref name="errors"/>.</summary>
    public static SourceContract? Bind(SourceSettings settings, ConfigErrors errors) =>
        settings.Contract.ValueKind == JsonValueKind.Undefined ? null : ContractReader.Read(new(settings.Contract, Path, errors), errors);

    /// <summary>The fields of an object, parents before children; empty where it is not in the contract.</summary>
    public IReadOnlyList<ContractField> Fields(string @object)
    {
        var fields = new List<ContractField>();
        if (_objects.TryGetValue(@object, out var root))
        {
            Collect(root, fields);
        }

        return fields;
    }

    /// <summary>Whether fields that the contract does not name are welcome.</summary>
    public bool IsOpen(string @object) => _objects.TryGetValue(@object, out var root) && root.IsOpen;

    /// <summary>
    /// Compares one record with the contract and adds what differs. Allocates nothing where nothing does (a time in a
    /// custom format apart). Like <see cref="JsonElement"/> itself it throws InvalidOperationException for a name that is
    /// no Unicode.
    /// </summary>
    /// <param name="fields">The record's own fields. Anything but an object has none.</param>
    /// <param name="isPartial">It only carries what changed, so that nothing is missing.</param>
    /// <returns>True where the record keeps the contract.</returns>
    public bool Check(string @object, JsonElement fields, bool isPartial, ContractFindings findings)
    {
        findings.BeginRecord();
        if (Mode == ContractMode.Off)
        {
            return true;
        }

        if (!_objects.TryGetValue(@object, out var root))
        {
            findings.Add(ContractFindingKind.UnknownObject, @object, "");
        }
        else if (fields.ValueKind == JsonValueKind.Object)
        {
            root.Check(@object, fields, isPartial, findings);
        }

        return findings.OfLastRecord == 0;
    }

    private static void Collect(ContractNode node, List<ContractField> fields)
    {
        if (node.Path.Length > 0)
        {
            fields.Add(new(node.Path, node.Type, node.IsRequired, node.IsDeclared, node.IsUnused));
        }

        foreach (var child in node.Children)
        {
            Collect(child, fields);
        }

        if (node.Element is not null)
        {
            Collect(node.Element, fields);
        }
    }
}
