using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <param name="IsRole">A mailbox of an office, not of a person.</param>
/// <param name="IsOfName">What stands before the @ is made of the names of its owner, and many of that name may have the like.</param>
internal sealed record MailAddress(string Text, string Local, bool IsRole, bool IsOfName)
{
    private static readonly FrozenSet<string> Roles = new[]
    {
        "info", "sales", "support", "contact", "admin", "office", "help", "service", "mail", "kontakt", "team", "hello", "billing", "accounts", "jobs",
        "marketing", "noreply", "no-reply", "donotreply", "postmaster", "webmaster", "enquiries", "reception", "vertrieb", "buchhaltung", "hr", "order",
        "orders", "invoice", "invoices", "rechnung", "press", "newsletter", "customerservice", "none", "na", "test", "unknown", "abuse", "root",
    }.ToFrozenSet();

    public static MailAddress? Of(string? raw, IReadOnlyList<string> names)
    {
        if (!EmailAddress.TryNormalise(raw, out var text))
        {
            return null;
        }

        var local = text[..text.LastIndexOf('@')];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        var bare = plus > 0 ? local[..plus] : local;
        return new(text, bare, Roles.Contains(bare), IsMadeOf(bare, names));
    }

    /// <summary>Nothing is left of it without a name but an initial: <c>ada.king</c>, <c>aking</c>, <c>kinga</c>.</summary>
    private static bool IsMadeOf(string local, IReadOnlyList<string> names)
    {
        var rest = local;
        foreach (var name in names.OrderByDescending(n => n.Length))
        {
            var at = rest.IndexOf(name, StringComparison.Ordinal);
            rest = at < 0 ? rest : rest.Remove(at, name.Length);
        }

        return rest.Length < local.Length && rest.Count(char.IsAsciiLetterOrDigit) <= 1;
    }
}
