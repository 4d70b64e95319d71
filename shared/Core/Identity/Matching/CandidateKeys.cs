using System.Globalization;
using ServerlessCdi.Core.Identity.Matching.Comparing;
using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// Under what a record is found. Each kind survives other mistakes than the rest: a slip in the family name leaves its
/// sound, exchanged names leave their pair, and who has moved keeps the birth date.
/// </summary>
internal sealed class CandidateKeys(ModelParts parts)
{
    /// <summary>So many keys a record, and so many look-ups.</summary>
    public const int Most = 16;

    private const int Beginning = 3;

    public IReadOnlyList<string> Of(MatchRecord record)
    {
        var keys = new List<string>(Most);
        Identifiers(record, keys);
        var name = parts.Name >= 0 ? (PersonName?)record[parts.Name] : null;
        var birth = parts.Birth >= 0 ? (BirthDate?)record[parts.Birth] : null;
        var address = parts.Address >= 0 ? (PostalAddress?)record[parts.Address] : null;
        if (birth is not null)
        {
            Births(name, birth, keys);
        }

        if (name is not null)
        {
            Names(name, keys);
        }

        if (address is not null)
        {
            Addresses(name, address, keys);
        }

        foreach (var value in parts.Values)
        {
            Values((ValueComparison)parts.Comparisons[value], record[value], keys);
        }

        return keys;
    }

    private static void Add(List<string> keys, string key)
    {
        if (keys.Count < Most && !keys.Contains(key))
        {
            keys.Add(key);
        }
    }

    private void Identifiers(MatchRecord record, List<string> keys)
    {
        foreach (var id in Of<NationalNumber[]>(parts.NationalId, record) ?? [])
        {
            Add(keys, id.IsPartial ? $"id4:{id.Last}" : $"id:{id.Text}");
        }

        foreach (var mail in (Of<MailAddress[]>(parts.Email, record) ?? []).Where(m => !m.IsRole).Take(2))
        {
            Add(keys, $"mail:{mail.Text}");
            if (mail.Local.Length > 4)
            {
                Add(keys, $"mail-local:{mail.Local}");
            }
        }

        foreach (var phone in (Of<string[]>(parts.Phone, record) ?? []).Take(2))
        {
            Add(keys, $"phone:{PhoneComparison.Tail(phone)}");
        }
    }

    private static T? Of<T>(int comparison, MatchRecord record)
        where T : class => comparison < 0 ? null : (T?)record[comparison];

    /// <summary>Month and day in their order by size, so that it does not matter which was written first.</summary>
    private static void Births(PersonName? name, BirthDate birth, List<string> keys)
    {
        foreach (var reading in birth.Readings.Take(2))
        {
            var (year, month, day) = (reading / 10000, reading / 100 % 100, reading % 100);
            var date = (Math.Min(month, day) * 100) + Math.Max(month, day);
            var given = name?.Given;
            if (month > 0 && day > 0)
            {
                foreach (var part in Parts(name).Take(3))
                {
                    Add(keys, string.Create(CultureInfo.InvariantCulture, $"birth:{year}{date:0000}{part.Whole[0]}"));
                }

                foreach (var part in Parts(name).Take(3))
                {
                    Add(keys, string.Create(CultureInfo.InvariantCulture, $"day:{date:0000}{part.Sound}"));
                }

                if (name is null)
                {
                    Add(keys, string.Create(CultureInfo.InvariantCulture, $"birth:{year}{date:0000}"));
                }
            }

            foreach (var part in Parts(name).Take(3))
            {
                Add(keys, string.Create(CultureInfo.InvariantCulture, $"year:{year}{part.Sound}"));
            }
        }
    }

    /// <summary>Given and family names alike: exchanged, they are found all the same.</summary>
    private static IEnumerable<NamePart> Parts(PersonName? name) =>
        name is null ? [] : name.Given is null ? name.Families : name.Families.Prepend(name.Given);

    private static void Names(PersonName name, List<string> keys)
    {
        if (name.Given is not { } given)
        {
            return;
        }

        foreach (var family in name.Families.Take(2))
        {
            Add(keys, $"sounds:{Sorted(given.Sound, family.Sound)}");
            Add(keys, $"starts:{Sorted(Start(given.Whole, Beginning), Start(family.Whole, Beginning))}");
        }
    }

    private static string Sorted(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? $"{a}-{b}" : $"{b}-{a}";

    private static string Start(string text, int length) => text.Length <= length ? text : text[..length];

    private static void Addresses(PersonName? name, PostalAddress address, List<string> keys)
    {
        if (address.Number.Length > 0 && address.Street.Length > 0)
        {
            Add(keys, $"house:{address.Number}-{Start(address.Street, Beginning + 1)}");
        }

        if (address.Number.Length > 0 && address.Postcode.Length > 0)
        {
            Add(keys, $"post:{address.Postcode}-{address.Number}");
        }

        var place = address.Postcode.Length > 0 ? address.Postcode : address.City;
        if (place.Length > 0)
        {
            foreach (var part in Parts(name).Take(2))
            {
                Add(keys, $"place:{place}-{part.Sound}");
            }
        }
    }

    private static void Values(ValueComparison comparison, object? value, List<string> keys)
    {
        switch (value)
        {
            case TokenSet set:
                Add(keys, $"{comparison.Field}:{set.Text}");
                foreach (var word in set.Words.OrderByDescending(w => w.Length).Take(3))
                {
                    Add(keys, $"{comparison.Field}-word:{Sound.Of(word)}");
                }

                break;
            case string text when text.Length > 2:
                Add(keys, $"{comparison.Field}:{text}");
                break;
            default:
                break;
        }
    }
}
