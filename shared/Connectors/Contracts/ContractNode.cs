using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>One place of a contract: an object, a field, or the elements of a list. Compiled once, used by many requests at once.</summary>
internal sealed class ContractNode
{
    private const int MaxShown = 60;
    private const int MaxNameBytes = 256;

    private FrozenDictionary<string, ContractNode>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private (byte[] Name, string Path)[] _required = [];
    private FrozenDictionary<string, ContractNode>? _children;

    public required string Path { get; init; }

    public required string Type { get; init; }

    /// <summary>False where it only stands in the path of one that is.</summary>
    public bool IsDeclared { get; init; }

    public bool IsRequired { get; init; }

    public bool IsNullable { get; init; } = true;

    public bool IsPublic { get; init; }

    /// <summary>Known, and not wanted here.</summary>
    public bool IsUnused { get; init; }

    /// <summary>Members that the contract does not name are none of its business.</summary>
    public bool IsOpen { get; init; }

    public ContractFormat? Format { get; init; }

    /// <summary>The picklist as it stands in JSON (numbers, truth values) and as text; empty where any value will do.</summary>
    public required byte[][] Values { get; init; }

    public ContractNode? Element { get; init; }

    public IEnumerable<ContractNode> Children => _children?.Values.OrderBy(c => c.Path, StringComparer.Ordinal) ?? Enumerable.Empty<ContractNode>();

    /// <summary>Without children an object is not looked into.</summary>
    public void SetChildren(IReadOnlyDictionary<string, ContractNode> children)
    {
        _children = children.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _children.GetAlternateLookup<ReadOnlySpan<char>>();
        _required = [.. children.Where(c => c.Value.IsRequired).Select(c => (Encoding.UTF8.GetBytes(c.Key), c.Value.Path))];
    }

    public void Check(string @object, JsonElement value, bool isPartial, ContractFindings findings)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!IsNullable)
            {
                findings.Add(ContractFindingKind.TypeChanged, @object, Path, Type, ContractType.Of(value));
            }

            return;
        }

        if (!ContractType.Fits(Type, value))
        {
            findings.Add(ContractFindingKind.TypeChanged, @object, Path, Type, ContractType.Of(value));
            return;
        }

        if (Format is not null && !Format.Fits(value))
        {
            findings.Add(ContractFindingKind.BadFormat, @object, Path, Format.Name);
        }

        if (Values.Length > 0 && !IsListed(value))
        {
            findings.Add(ContractFindingKind.UnknownValue, @object, Path, value: IsPublic ? Shown(value) : null);
        }

        if (Element is not null)
        {
            foreach (var element in value.EnumerateArray())
            {
                Element.Check(@object, element, isPartial, findings);
            }
        }
        else if (_children is not null)
        {
            CheckMembers(@object, value, isPartial, findings);
        }
    }

    private void CheckMembers(string @object, JsonElement value, bool isPartial, ContractFindings findings)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (Find(member) is { } child)
            {
                child.Check(@object, member.Value, isPartial, findings);
            }
            else if (!IsOpen)
            {
                findings.Add(ContractFindingKind.NewField, @object, ContractPath.Child(Path, member.Name), seen: ContractType.Of(member.Value));
            }
        }

        if (isPartial)
        {
            return;
        }

        foreach (var (name, path) in _required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                findings.Add(ContractFindingKind.MissingField, @object, path);
            }
        }
    }

    private ContractNode? Find(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Length > MaxNameBytes || raw.Contains((byte)'\\'))
        {
            return _children!.GetValueOrDefault(member.Name);
        }

        Span<char> name = stackalloc char[MaxNameBytes];
        return _lookup.TryGetValue(name[..Encoding.UTF8.GetChars(raw, name)], out var child) ? child : null;
    }

    private bool IsListed(JsonElement value)
    {
        var isText = value.ValueKind == JsonValueKind.String;
        foreach (var listed in Values)
        {
            if (isText ? value.ValueEquals(listed) : JsonMarshal.GetRawUtf8Value(value).SequenceEqual(listed))
            {
                return true;
            }
        }

        // A vendor writes the empty choice as no text.
        return isText && IsNullable && value.ValueEquals(""u8);
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= MaxShown ? text : text[..MaxShown];
    }
}
