using System.Globalization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>
/// The service's limits on one entity, checked before either store is asked.
/// Source: https://learn.microsoft.com/azure/storage/tables/scalability-targets.
/// </summary>
internal static class EntityRules
{
    public const int MaxProperties = 252;
    public const int MaxEntityBytes = 1024 * 1024;
    private const int MaxValueBytes = 64 * 1024;
    private const int MaxStringChars = MaxValueBytes / 2;
    private const int MaxNameChars = 255;

    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the size the service would count.</summary>
    public static int Check(EntityCommand command)
    {
        var entity = command.Entity;
        NameRules.CheckKeys(entity.PartitionKey, entity.RowKey);
        var size = KeySize(entity.PartitionKey.Length, entity.RowKey.Length);
        if (command.Type is TableTransactionActionType.Delete)
        {
            return size;
        }

        if (entity.Properties.Count > MaxProperties)
        {
            throw TableErrors.TooManyProperties();
        }

        foreach (var (name, value) in entity.Properties)
        {
            CheckName(name);
            CheckValue(name, value);
            size += PropertySize(name.Length, SizeOf(value));
        }

        return size > MaxEntityBytes ? throw TableErrors.EntityTooLarge() : size;
    }

    /// <summary>4 bytes + 2 a key character, as the service counts it.</summary>
    public static int KeySize(int partitionKeyChars, int rowKeyChars) => 4 + 2 * (partitionKeyChars + rowKeyChars);

    public static int PropertySize(int nameChars, int valueBytes) => 8 + 2 * nameChars + valueBytes;

    public static int StringSize(int chars) => 4 + 2 * chars;

    private static int SizeOf(object value) => value switch
    {
        string text => StringSize(text.Length),
        byte[] bytes => 4 + bytes.Length,
        Guid => 16,
        int => 4,
        bool => 1,
        _ => 8,
    };

    private static void CheckName(string name)
    {
        if (name.Length > MaxNameChars)
        {
            throw TableErrors.Create(400, TableErrorCode.PropertyNameTooLong, "A property name is longer than 255 characters.");
        }

        if (name.Length == 0 || !IsStart(name[0]) || name.AsSpan(1).ContainsAnyExcept(IdentifierChars.Ascii) && !AllIdentifier(name))
        {
            throw TableErrors.Create(400, TableErrorCode.PropertyNameInvalid, $"The property name '{name}' is not a valid identifier.");
        }
    }

    private static bool IsStart(char c) => char.IsLetter(c) || c == '_';

    private static bool AllIdentifier(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (
                UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckValue(string name, object value)
    {
        if (value is string { Length: > MaxStringChars } or byte[] { Length: > MaxValueBytes })
        {
            throw TableErrors.PropertyTooLarge(name);
        }

        if (value is DateTimeOffset time && time < Earliest)
        {
            throw TableErrors.OutOfRange($"The date in property '{name}' is before 1601-01-01.");
        }
    }

    private static class IdentifierChars
    {
        internal static readonly System.Buffers.SearchValues<char> Ascii =
            System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    }
}
