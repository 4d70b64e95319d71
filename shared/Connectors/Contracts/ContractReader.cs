using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>Reads a contract from its file, reporting every mistake in it.</summary>
internal static class ContractReader
{
    private const string ObjectForm = "must be a kind of object in the singular, such as contact: lower-case letters, digits, _ and -, at most 40";

    /// <summary>Fields of one object: more is no contract but a dump.</summary>
    private const int MaxFields = 2000;

    public static SourceContract? Read(ConfigObject config, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var version = config.Whole("version", otherwise: null, 1, 1_000_000);
        var mode = config.OneOf("mode", "observe", "enforce", "off") switch
        {
            "enforce" => ContractMode.Enforce,
            "off" => ContractMode.Off,
            _ => ContractMode.Observe,
        };
        config.Raw("objects", JsonValueKind.Object, required: true);
        var objects = config.Object("objects");
        var roots = new Dictionary<string, ContractNode>(StringComparer.Ordinal);
        foreach (var name in objects.Members.Select(m => m.Name).Distinct())
        {
            if (Mapping.MappingWords.ObjectMistake(name) is not null)
            {
                objects.Error(name, ObjectForm);
            }

            if (ReadObject(objects.Object(name)) is { } root)
            {
                roots[name] = root;
            }
        }

        config.Done();
        return errors.All.Count == before ? new(version, mode, roots) : null;
    }

    private static ContractNode? ReadObject(ConfigObject config)
    {
        if (!config.IsObject)
        {
            return null;
        }

        var open = config.Flag("open", otherwise: false);
        config.Raw("fields", JsonValueKind.Object, required: true);
        var fields = config.Object("fields");
        var tree = new Draft { Open = open };
        foreach (var (index, name) in fields.Members.Select(m => m.Name).Distinct().Index())
        {
            var field = fields.Object(name);
            if (index == MaxFields)
            {
                fields.Error(name, $"is one too many: an object may have {MaxFields} fields");
                break;
            }

            if (!ContractPath.TryParse(name, out var steps))
            {
                fields.Error(name, "is no path: fields look like email, address.city, emails[].value or ['a.b']");
            }
            else if (tree.At(steps) is { Config: not null })
            {
                fields.Error(name, "names a field that stands here already");
            }
            else if (field.IsObject)
            {
                tree.At(steps).Config = field;
            }
        }

        config.Done();
        return Compile(tree, fields);
    }

    private static ContractNode Compile(Draft draft, ConfigObject fields)
    {
        var members = draft.Children.Where(c => c.Key != ContractPath.Element).ToList();
        var element = draft.Children.GetValueOrDefault(ContractPath.Element);
        if (element is not null && members.Count > 0)
        {
            fields.Error(ContractPath.Join(draft.Steps), "is a list by one path and an object by another");
        }

        var isObject = members.Count > 0 || draft.Steps.Count == 0;
        var implied = element is not null ? ContractType.List : isObject ? ContractType.Object : null;
        var node = Bind(draft, implied, element is null ? null : Compile(element, fields));
        if (isObject)
        {
            node.SetChildren(members.ToDictionary(c => c.Key, c => Compile(c.Value, fields), StringComparer.Ordinal));
        }

        return node;
    }

    private static ContractNode Bind(Draft draft, string? implied, ContractNode? element)
    {
        var path = ContractPath.Join(draft.Steps);
        if (draft.Config is not { } field)
        {
            return new() { Path = path, Type = implied ?? ContractType.Any, Values = [], Element = element, IsOpen = draft.Open };
        }

        var type = field.OneOf("type", ContractType.All);
        if (field.Raw("type").ValueKind == JsonValueKind.Undefined)
        {
            field.Error("type", $"is missing: it must be one of {string.Join(", ", ContractType.All)}");
        }

        if (type is not null && implied is not null && type != implied)
        {
            field.Error("type", $"must be {implied}: fields below it stand in the contract");
        }

        var format = ContractFormat.Bind(field, type);
        var node = new ContractNode
        {
            Path = path,
            Type = type ?? ContractType.Any,
            IsDeclared = true,
            IsRequired = field.Flag("required", otherwise: false),
            IsNullable = field.Flag("nullable", otherwise: true),
            IsUnused = field.Flag("unused", otherwise: false),
            IsPublic = field.Flag("public", otherwise: false),
            IsOpen = field.Flag("open", otherwise: draft.Open),
            Format = format,
            Values = ReadValues(field, type),
            Element = element,
        };
        field.Done();
        return node;
    }

    private static byte[][] ReadValues(ConfigObject field, string? type)
    {
        var list = field.Raw("values", JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        if (type is ContractType.List or ContractType.Object or ContractType.Time)
        {
            field.Error("values", $"is not for fields of type {type}: a list's elements are a field of their own, \"{field.Path.Split('.')[^1]}[]\"");
        }

        var values = new List<byte[]>();
        foreach (var value in list.EnumerateArray())
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    values.Add(Encoding.UTF8.GetBytes(value.GetString()!));
                    break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    values.Add(Encoding.UTF8.GetBytes(value.GetRawText()));
                    break;
                default:
                    field.Error("values", "must hold texts, numbers or truth values");
                    break;
            }
        }

        if (values.Count == 0)
        {
            field.Error("values", "must have at least 1 item");
        }

        return [.. values];
    }

    /// <summary>A place in the tree that the paths make, before it is compiled.</summary>
    private sealed class Draft
    {
        public ConfigObject? Config { get; set; }

        public bool Open { get; init; }

        public IReadOnlyList<string> Steps { get; init; } = [];

        public Dictionary<string, Draft> Children { get; } = new(StringComparer.Ordinal);

        public Draft At(IReadOnlyList<string> steps)
        {
            var draft = this;
            foreach (var step in steps)
            {
                if (!draft.Children.TryGetValue(step, out var child))
                {
                    child = new Draft { Steps = [.. draft.Steps, step], Open = Open };
                    draft.Children[step] = child;
                }

                draft = child;
            }

            return draft;
        }
    }
}
