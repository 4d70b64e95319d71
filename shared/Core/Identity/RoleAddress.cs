namespace ServerlessCdi.Core.Identity;

/// <summary>
/// Addresses that belong to a function and are read by whoever holds it. RFC 2142
/// (https://www.rfc-editor.org/rfc/rfc2142) names those of businesses, networks and services; the others are what
/// senders of bulk mail refuse for the same reason (https://mailchimp.com/help/limits-on-role-based-addresses/, seen 2026).
/// </summary>
public static class RoleAddress
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        // RFC 2142, sections 3 to 6.
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet", "news",
        "webmaster", "www", "uucp", "ftp",

        // Usual ones.
        "account", "accounting", "accounts", "accountspayable", "admin", "administrator", "all", "billing", "booking", "bookings",
        "careers", "compliance", "contact", "contactus", "customercare", "customerservice", "devnull", "dns", "donotreply",
        "email", "enquiries", "enquiry", "everyone", "feedback", "finance", "hello", "help", "helpdesk", "hi", "hr", "inquiries",
        "inquiry", "invoice", "invoices", "it", "jobs", "legal", "list", "mail", "mailerdaemon", "mailbox", "media", "nobody",
        "noreply", "office", "orders", "payments", "phish", "phishing", "press", "privacy", "purchasing", "reception",
        "recruiting", "registrar", "reservations", "returns", "root", "service", "shipping", "shop", "spam", "staff", "subscribe",
        "sysadmin", "team", "tech", "undisclosedrecipients", "unsubscribe",

        // The same in the languages of the first users.
        "bestellung", "buchhaltung", "buero", "büro", "kontakt", "kundenservice", "rechnung", "verwaltung", "zentrale",
        "comptabilite", "contacto", "direction", "facturation", "ventas",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionsBySpan =
        Functions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="email">A normalised address. What stands behind a <c>+</c>, and dots, hyphens and underscores, do not count.</param>
    public static bool Is(string email)
    {
        var local = email.AsSpan(0, Math.Max(0, email.LastIndexOf('@')));
        var tag = local.IndexOf('+');
        local = tag < 0 ? local : local[..tag];
        Span<char> bare = stackalloc char[64];
        var length = 0;
        foreach (var c in local)
        {
            if (c is '.' or '-' or '_')
            {
                continue;
            }

            if (length == bare.Length)
            {
                return false;
            }

            bare[length++] = c;
        }

        return FunctionsBySpan.Contains(bare[..length]);
    }
}
