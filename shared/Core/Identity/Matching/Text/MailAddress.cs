using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <param name="IsRole">A mailbox of an office, not of a person.</param>
internal sealed record MailAddress(string Text, string Local, bool IsRole)
{
    private static readonly FrozenSet<string> Roles = new[]
    {
        "info", "sales", "support", "contact", "admin", "office", "help", "service", "mail", "kontakt", "team", "hello", "billing", "accounts", "jobs",
        "marketing", "noreply", "no-reply", "donotreply", "postmaster", "webmaster", "enquiries", "reception", "vertrieb", "buchhaltung", "hr", "order",
        "orders", "invoice", "invoices", "rechnung", "press", "newsletter", "customerservice", "none", "na", "test", "unknown", "abuse", "root",
    }.ToFrozenSet();

    public static MailAddress? Of(string? raw)
    {
        if (!EmailAddress.TryNormalise(raw, out var text))
        {
            return null;
        }

        var local = text[..text.LastIndexOf('@')];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        var bare = plus > 0 ? local[..plus] : local;
        return new(text, bare, Roles.Contains(bare));
    }
}
