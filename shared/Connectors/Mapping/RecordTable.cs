using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What the members of one kind of object mean: fields, identifiers, consents.</summary>
internal sealed class RecordTable
{
    public required FieldRule[] Fields { get; init; }

    public required FieldRule[] Identifiers { get; init; }

    public required ConsentRule[] Consents { get; init; }

    /// <summary>Members that are never taken, whatever else the table says: tokens, passwords, links.</summary>
    public required FrozenSet<string> Dropped { get; init; }

    /// <summary>What a member without a rule is kept under; null: it is not kept.</summary>
    public string? KeepPrefix { get; init; }

    /// <summary>A blank value takes back what was said before, where its rule does not say otherwise.</summary>
    public bool BlankClears { get; init; }

    /// <summary>What the entries say of their fields' use.</summary>
    public IEnumerable<FieldUse> Uses => Fields.Select(rule => rule.Use).OfType<FieldUse>();

    /// <summary>Whether the members that no rule names are wanted at all.</summary>
    public bool WantsOthers => KeepPrefix is not null || Dropped.Count > 0;

    public IEnumerable<MappingPath> Paths => Fields.Concat(Identifiers).SelectMany(r => r.Paths).Concat(Consents.SelectMany(r => r.Paths));

    /// <summary>What the table says of members, as contracts write them.</summary>
    public IEnumerable<MappedPath> Mapped(string? @object)
    {
        foreach (var path in Paths.Select(p => ContractPath.OfMapping(p.Text)).OfType<string>())
        {
            yield return new(@object, path, MappedUse.Read);
        }

        foreach (var member in Dropped.Order(StringComparer.Ordinal))
        {
            yield return new(@object, member, MappedUse.Dropped);
        }

        if (KeepPrefix is not null)
        {
            yield return new(@object, "", MappedUse.Others);
        }
    }

    /// <summary>Reads <c>fields</c>, <c>identifiers</c>, <c>consents</c>, <c>drop</c> and <c>unmapped</c>; mistakes are reported.</summary>
    /// <param name="keepPrefix">What members without a rule are kept under, where the table keeps them.</param>
    public static RecordTable Bind(ConfigObject config, RuleContext context, string keepPrefix)
    {
        var clears = config.OneOf("blank", "clear", "ignore") is { } blank ? blank == "clear" : context.BlankClears;
        var own = context with { BlankClears = clears };
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return new()
        {
            Fields = List(config, "fields", context.Errors, entry => FieldRule.BindField(entry, own, taken)),
            Identifiers = List(config, "identifiers", context.Errors, entry => FieldRule.BindIdentifier(entry, own)),
            Consents = List(config, "consents", context.Errors, entry => ConsentRule.Bind(entry, context.Errors)),
            Dropped = config.Texts("drop").ToFrozenSet(StringComparer.Ordinal),
            KeepPrefix = config.OneOf("unmapped", "drop", "keep") == "keep" ? keepPrefix : null,
            BlankClears = clears,
        };
    }

    /// <summary>Adds what the item says to the change, as far as its kind may carry it: a deletion says nothing more, a consent no fields.</summary>
    /// <returns>Why the item cannot be understood, or null.</returns>
    public string? Complete(in MappingItem item, ContractFindings findings, ref Change change)
    {
        var parts = new RecordParts
        {
            Fields = change.Kind is ChangeKind.Delete or ChangeKind.Consent ? null : new(Fields.Length),
        };
        foreach (var rule in Fields)
        {
            rule.Apply(item, parts);
        }

        foreach (var rule in Identifiers)
        {
            rule.Apply(item, parts);
        }

        if (change.Kind != ChangeKind.Delete)
        {
            foreach (var rule in Consents)
            {
                if (rule.Apply(item, parts.Consents) is { } wrong)
                {
                    return wrong;
                }
            }
        }

        foreach (var member in item.Others ?? [])
        {
            Keep(member.Name, MappedValue.Of(member.Value), item.Trace, parts);
        }

        return Take(parts, findings, ref change);
    }

    /// <summary>Hands what was found to the change; what failed its check is told to the findings.</summary>
    /// <returns>Why the change may not be taken, or null.</returns>
    public static string? Take(RecordParts parts, ContractFindings findings, ref Change change)
    {
        foreach (var (field, mistake) in parts.Failed)
        {
            findings.Add(ContractFindingKind.FailedCheck, change.Record.Object, field, seen: mistake);
        }

        change = change with { Identifiers = parts.Identifiers, Fields = parts.Fields ?? [], Consents = parts.Consents };
        return parts.Refusal;
    }

    /// <summary>Keeps a member without a rule, where the table does: a plain value, no structure.</summary>
    public void Keep(string member, MappedValue value, MappingTrace? trace, RecordParts parts)
    {
        if (Dropped.Contains(member))
        {
            trace?.Dropped(member);
            return;
        }

        var target = KeepPrefix + member;
        if (KeepPrefix is null || parts.Fields is null || (value.Scalar is null && !value.IsBlank) || (value.IsBlank && !BlankClears)
            || MappingWords.FieldMistake(target) is not null || (KeepPrefix.Length == 0 && parts.Fields.Any(f => f.Name == target)))
        {
            return;
        }

        trace?.Kept(member, target, value);
        parts.Fields.Add(new(target, value.IsBlank ? FieldValue.Null : value.ToField()));
    }

    private static TRule[] List<TRule>(ConfigObject config, string name, ConfigErrors errors, Func<ConfigObject, TRule?> bind)
        where TRule : class
    {
        var list = config.Raw(name, JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var rules = new List<TRule>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            if (bind(new(element, $"{config.PathOf(name)}[{index}]", errors)) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return [.. rules];
    }
}
