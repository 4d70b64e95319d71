using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>People who are alike, and not equal. None of their records shares an identifier with another.</summary>
internal static class Alike
{
    public static Setup Setup { get; } = new() { Matching = MatchingPolicy.Default };

    /// <summary>Only a steward decides, whatever is alike.</summary>
    public static Setup Doubting { get; } = Setup with
    {
        Matching = new(new MatchModel(MatchingPolicy.Default.Model.File with { Thresholds = new(150, 160, MatchThresholds.Default.Review) })),
    };

    public static Change Ada { get; } = Person(Changes.Of(Changes.Crm, "1", "ada", 1), "Adelaide", "Kowalczyk", "1984-03-07", "Fern Lane", "17", "Bristol", "BS1 4DJ");

    /// <summary>Ada, with a slip and after she moved.</summary>
    public static Change Adah { get; } = Person(Changes.Of(Changes.Shop, "9", "adah", 2), "Adelaide", "Kowalczyck", "1984-03-07", "Fern Lane", "17", "Bristol", "BS1 4DJ");

    public static Change AdaAgain { get; } = Person(Changes.Of(Changes.Mail, "5", "adaagain", 3), "Adelade", "Kowalczyk", "1984-03-07", "Fern Ln", "17", "Bristol", "BS1 4DJ");

    public static Change Bo { get; } = Person(Changes.Of(Changes.Mail, "7", "bo", 3), "Bo", "Lindqvist", "1961-11-23", "Quay Street", "4", "Leeds", "LS1 1AA");

    public static Change Person(
        this Change change, string first, string last, string born, string street, string number, string city, string code) =>
        change.Field("firstName", first).Field("lastName", last).Field("dateOfBirth", born)
            .Field("street", street).Field("houseNumber", number).Field("city", city).Field("postalCode", code);

    /// <summary>Records that are one person, in one text a person.</summary>
    public static Task<IReadOnlyList<string>> GroupsAsync(Instance instance, params IEnumerable<Change> changes) => Persons.GroupsAsync(instance, changes);
}
