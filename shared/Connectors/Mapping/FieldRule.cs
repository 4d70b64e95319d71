using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>One field of the canonical record, one identifier, or a value that is both.</summary>
internal sealed class FieldRule
{
    private readonly MappingSource? _from;
    private readonly Transform[] _transforms;
    private readonly string? _region;

    private FieldRule(MappingSource? from, Transform[] transforms, string? region)
    {
        _from = from;
        _transforms = transforms;
        _region = region;
    }

    private string? Field { get; init; }

    private string? Type { get; init; }

    private bool BlankClears { get; init; }

    /// <summary>Reads an entry of <c>fields</c>.</summary>
    public static FieldRule? BindField(ConfigObject config, string? region, ConfigErrors errors, HashSet<string> taken)
    {
        var transforms = Transforms.Bind(config, region, errors);
        var from = MappingSource.Bind(config, "from", required: transforms.Length == 0);
        var field = Checked(config, "to", required: true, MappingWords.FieldMistake);
        var identifier = Checked(config, "identifier", required: false, MappingWords.TypeMistake);
        var blank = config.OneOf("blank", "clear", "ignore");
        config.Done();
        if (field is not null && !taken.Add(field))
        {
            config.Error("to", "is the target of an earlier entry; give that one several paths: {\"from\": [\"a\", \"b\"]}");
        }

        return field is null || (from is null && transforms.Length == 0)
            ? null
            : new(from, transforms, region) { Field = field, Type = identifier, BlankClears = blank == "clear" };
    }

    /// <summary>Reads an entry of <c>identifiers</c>: a value that leads to the person and is no field.</summary>
    public static FieldRule? BindIdentifier(ConfigObject config, string? region, ConfigErrors errors)
    {
        var transforms = Transforms.Bind(config, region, errors);
        var from = MappingSource.Bind(config, "from");
        var type = Checked(config, "type", required: true, MappingWords.TypeMistake);
        config.Done();
        return from is null || type is null ? null : new(from, transforms, region) { Type = type };
    }

    public void Apply(in MappingItem item, List<FieldChange>? fields, List<Identifier> identifiers)
    {
        var value = _from is null ? MappedValue.Absent : _from.Read(item);
        foreach (var transform in _transforms)
        {
            value = transform(value);
        }

        if (Type is not null && value.Scalar is { } text)
        {
            value = Identify(text, value, identifiers);
        }

        if (Field is null || fields is null || !value.IsPresent)
        {
            return;
        }

        if (!value.IsBlank)
        {
            fields.Add(new(Field, value.ToField()));
        }
        else if (BlankClears)
        {
            fields.Add(new(Field, FieldValue.Null));
        }
    }

    /// <summary>Adds the identifier; an email or phone is also written in that one form, and as it came where it is none.</summary>
    private MappedValue Identify(string text, MappedValue value, List<Identifier> identifiers)
    {
        var known = IdentifierRules.TryNormalise(Type!, text, _region, out var identifier);
        if (known && !identifiers.Contains(identifier))
        {
            identifiers.Add(identifier);
        }

        if (Type is not (Identifier.Email or Identifier.Phone))
        {
            return value;
        }

        return MappedValue.Of(known ? identifier.Value : text.Trim());
    }

    private static string? Checked(ConfigObject config, string name, bool required, Func<string, string?> mistake)
    {
        var word = config.Text(name, required);
        if (word is null || mistake(word) is not { } wrong)
        {
            return word;
        }

        config.Error(name, wrong);
        return null;
    }
}
