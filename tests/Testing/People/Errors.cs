namespace ServerlessCdi.Tests.Testing.People;

/// <summary>How far a record is from the person, as shares of 1.</summary>
public sealed record Errors
{
    /// <summary>None at all: every record says all there is.</summary>
    public static Errors None { get; } = new();

    /// <summary>A well kept CRM.</summary>
    public static Errors Few { get; } = Usual(0.4);

    /// <summary>What is found where several systems are brought together.</summary>
    public static Errors Some { get; } = Usual(1);

    public static Errors Many { get; } = Usual(2);

    /// <summary>Of each text field: one slip.</summary>
    public double Slip { get; init; }

    /// <summary>Of each field: nothing is there.</summary>
    public double Missing { get; init; }

    public double Nickname { get; init; }

    /// <summary>Given and family name stand in each other's place.</summary>
    public double SwappedNames { get; init; }

    /// <summary>Of women with a maiden name: it is used.</summary>
    public double Maiden { get; init; }

    /// <summary>Another address, from before or after.</summary>
    public double Moved { get; init; }

    public double OtherMail { get; init; }

    public double OtherPhone { get; init; }

    /// <summary>Day and month stand in each other's place, where that is a date.</summary>
    public double SwappedDate { get; init; }

    /// <summary>A digit of the date is another.</summary>
    public double WrongDate { get; init; }

    /// <summary>Of each field: another notation of the same.</summary>
    public double Notation { get; init; }

    private static Errors Usual(double by) => new()
    {
        Slip = 0.06 * by,
        Missing = 0.08 * by,
        Nickname = 0.10 * by,
        SwappedNames = 0.02 * by,
        Maiden = 0.12 * by,
        Moved = 0.12 * by,
        OtherMail = 0.15 * by,
        OtherPhone = 0.15 * by,
        SwappedDate = 0.02 * by,
        WrongDate = 0.03 * by,
        Notation = 0.10 * by,
    };
}
