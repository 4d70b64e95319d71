using System.Text.Json;
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

    /// <summary>The canonical field, or null for a value that is only an identifier.</summary>
    public string? Field { get; private init; }

    public IReadOnlyList<MappingPath> Paths => _from?.Paths ?? [];

    /// <summary>What the entry says of the field's use, or null for an identifier alone.</summary>
    public FieldUse? Use { get; private init; }

    private string? Type { get; init; }

    private bool BlankClears { get; init; }

    private string? Between { get; init; }

    private bool Every { get; init; }

    private FieldCheck? Check { get; init; }

    /// <summary>Reads an entry of <c>fields</c>.</summary>
    /// <param name="taken">The targets of the entries before it.</param>
    public static FieldRule? BindField(ConfigObject config, RuleContext context, HashSet<string> taken)
    {
        var transforms = Transforms.Bind(config, context.Region, context.Errors);
        var from = MappingSource.Bind(config, "from", required: transforms.Length == 0);
        var field = Checked(config, "to", required: true, MappingWords.FieldMistake);
        var identifier = Checked(config, "identifier", required: false, MappingWords.TypeMistake);
        var blank = config.OneOf("blank", "clear", "ignore");
        var purposes = config.Texts("purposes", mistake: MappingWords.LabelMistake);
        var sensitivity = config.OneOf("sensitivity", "none", "personal", "sensitive") switch
        {
            "none" => FieldSensitivity.None,
            "sensitive" => FieldSensitivity.Sensitive,
            _ => FieldSensitivity.Personal,
        };
        var between = config.Raw("join").ValueKind == JsonValueKind.Undefined ? null : config.Text("join");
        var check = FieldCheck.Bind(config, context.Errors, context.Region);
        config.Done();
        if (field is not null && !taken.Add(field))
        {
            config.Error("to", "is the target of an earlier entry; give that one several paths: {\"from\": [\"a\", \"b\"]}");
        }

        return field is null || (from is null && transforms.Length == 0)
            ? null
            : new(from, transforms, context.Region)
            {
                Field = field,
                Type = identifier,
                BlankClears = blank is null ? context.BlankClears : blank == "clear",
                Between = between,
                Use = new(field, purposes, sensitivity),
                Check = check,
            };
    }

    /// <summary>Reads an entry of <c>identifiers</c>: a value that leads to the person and is no field.</summary>
    public static FieldRule? BindIdentifier(ConfigObject config, RuleContext context)
    {
        var transforms = Transforms.Bind(config, context.Region, context.Errors);
        var from = MappingSource.Bind(config, "from");
        var type = BindType(config, context.Source);
        config.Done();
        return from is null || type is null ? null : new(from, transforms, context.Region) { Type = type, Every = true };
    }

    public void Apply(in MappingItem item, RecordParts parts)
    {
        if (Every)
        {
            ApplyEvery(item, parts);
            return;
        }

        var read = _from is null ? MappedValue.Absent : Between is null ? _from.Read(item) : _from.ReadJoined(item, Between);
        Apply(read, item.Trace, parts);
    }

    /// <summary>Applies the rule to a value that was found without its paths.</summary>
    public void Apply(MappedValue read, MappingTrace? trace, RecordParts parts)
    {
        var value = Transformed(read);
        if (Check?.Mistake(value) is { } mistake)
        {
            trace?.Refused(_from, $"{Field} {mistake}");
            parts.Fail(Field!, mistake, Check.OnFailure);
            return;
        }

        if (Type is not null && value.Scalar is { } text)
        {
            value = Identify(text, value, trace, parts);
        }

        if (Field is null || parts.Fields is null || !value.IsPresent)
        {
            return;
        }

        if (!value.IsBlank)
        {
            trace?.Mapped(_from, Field, read, value);
            parts.Fields.Add(new(Field, value.ToField()));
        }
        else if (BlankClears)
        {
            trace?.Mapped(_from, Field, read, MappedValue.Blank);
            parts.Fields.Add(new(Field, FieldValue.Null));
        }
        else
        {
            trace?.Ignored(_from, "it is blank, which says nothing");
        }
    }

    private void ApplyEvery(in MappingItem item, RecordParts parts)
    {
        var found = new List<JsonElement>();
        _from!.ReadAll(item, found);
        foreach (var element in found)
        {
            var value = Transformed(MappedValue.Of(element));
            if (value.Scalar is { } text)
            {
                Identify(text, value, item.Trace, parts);
            }
        }
    }

    private MappedValue Transformed(MappedValue value)
    {
        foreach (var transform in _transforms)
        {
            value = transform(value);
        }

        return value;
    }

    /// <summary>Adds the identifier; an email or phone is also written in that one form, and as it came where it is none.</summary>
    private MappedValue Identify(string text, MappedValue value, MappingTrace? trace, RecordParts parts)
    {
        var known = IdentifierRules.TryNormalise(Type!, text, _region, out var identifier);
        if (known)
        {
            trace?.Identified(_from, Type!, MappedValue.Of(identifier.Value));
            parts.Add(identifier);
        }
        else if (!string.IsNullOrWhiteSpace(text))
        {
            trace?.Refused(_from, $"it can be no {Type} that leads to anybody");
        }

        if (Type is not (Identifier.Email or Identifier.Phone))
        {
            return value;
        }

        return MappedValue.Of(known ? identifier.Value : text.Trim());
    }

    /// <summary>Either a type, or <c>record</c>: the kind of object among the source's own records that the value is the id of.</summary>
    private static string? BindType(ConfigObject config, string source)
    {
        var record = Checked(config, "record", required: false, MappingWords.ObjectMistake);
        var type = Checked(config, "type", required: record is null, MappingWords.TypeMistake);
        if (record is not null && type is not null)
        {
            config.Error("record", "either this or \"type\" must be there, and not both");
        }

        return record is null ? type : Identifier.External(source, record, "").Type;
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

/// <summary>What the rules of one table share while they are read.</summary>
/// <param name="Region">ISO 3166 country for phone numbers without a calling code, or null.</param>
/// <param name="BlankClears">What a blank value means where its entry does not say.</param>
internal sealed record RuleContext(string Source, string? Region, bool BlankClears, ConfigErrors Errors);
