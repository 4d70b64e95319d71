namespace ServerlessCdi.Tests.Testing.People;

/// <summary>Somebody who does not exist, as they are: every record of them is a worse account of this.</summary>
public sealed record Person
{
    /// <summary>Counts from 0.</summary>
    public required int Number { get; init; }

    public required Region Region { get; init; }

    public required bool IsWoman { get; init; }

    public required string Given { get; init; }

    public string? Middle { get; init; }

    public required string Family { get; init; }

    /// <summary>As of birth, where <see cref="Family"/> is of a marriage.</summary>
    public string? Maiden { get; init; }

    public string? Suffix { get; init; }

    public required DateOnly Born { get; init; }

    public required Address Home { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required string NationalId { get; init; }
}

/// <summary>Where somebody lives.</summary>
public sealed record Address(string Number, string Street, string? Unit, string Town, string Postcode, string State);
