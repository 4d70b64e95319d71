using System.Globalization;
using System.Text;

namespace ServerlessCdi.Tests.Testing.People;

/// <summary>Mail addresses as people choose them.</summary>
internal static class Mail
{
    private static readonly Ranked Providers = new("mail.example post.example inbox.example web.example home.example office.example letters.example");

    public static string Of(Person person, Dice dice)
    {
        var given = Spelling.Ascii(person.Given).ToLowerInvariant();
        var family = Spelling.Ascii(person.Family).ToLowerInvariant();
        var local = dice.Below(6) switch
        {
            0 => $"{given}.{family}",
            1 => $"{given[0]}{family}",
            2 => $"{given}{family[0]}",
            3 => $"{family}.{given}",
            4 => $"{given}_{family}",
            _ => $"{given}{(person.Born.Year % 100).ToString("D2", CultureInfo.InvariantCulture)}",
        };
        var number = dice.Chance(0.6) ? dice.Below(1000).ToString(CultureInfo.InvariantCulture) : "";
        var plain = new StringBuilder(local.Length);
        foreach (var c in local.Where(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_'))
        {
            plain.Append(c);
        }

        return $"{plain}{number}@{Providers.Draw(dice)}";
    }
}
