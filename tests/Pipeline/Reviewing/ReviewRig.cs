using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Reviewing;

/// <summary>Two persons who may be one, and a steward's desk in front of them.</summary>
internal sealed class ReviewRig : IAsyncDisposable
{
    public const string Ines = "key ines";
    public const string Omar = "key omar";
    public const string Destination = "mailer";

    public static readonly RecordKey Left = new(Changes.Crm, "contact", "1");
    public static readonly RecordKey Right = new(Changes.Shop, "contact", "2");
    public static readonly MatchScore Score = new(-12, [new("name", "close", 10, 2), new("birthDate", "exact", 6, 0)], "test-1");

    private readonly Rig _rig;

    private ReviewRig(Rig rig, Instance instance)
    {
        _rig = rig;
        Instance = instance;
    }

    public Instance Instance { get; private set; }

    public ReviewDesk Desk => Instance.Get<ReviewDesk>();

    public ReviewSweep Sweep => Instance.Get<ReviewSweep>();

    public IReviewStore Store => Instance.Get<IReviewStore>();

    public IReviewBoard Board => Instance.Get<IReviewBoard>();

    public PersonDesk Persons => Instance.Get<PersonDesk>();

    public DateTimeOffset Now => _rig.Time.GetUtcNow();

    public static async Task<ReviewRig> StartAsync()
    {
        var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Destination)] });
        var reviewing = new ReviewRig(rig, await rig.InstanceAsync());
        rig.Http.Answer(Destination, 200);
        await reviewing.Instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "c1").Email("ada@example.com").Field("city", "London"));
        reviewing.Advance(TimeSpan.FromSeconds(1));
        await reviewing.Instance.OneByOneAsync(Changes.Of(Changes.Shop, "2", "s1", 1).Email("a.lovelace@example.com").Field("city", "Ockham"));
        return reviewing;
    }

    public void Advance(TimeSpan time) => _rig.Time.Advance(time);

    /// <summary>Another instance of the app takes over, with nothing in memory.</summary>
    public async Task RestartAsync() => Instance = await _rig.InstanceAsync();

    public Task<Instance> AnotherInstanceAsync() => _rig.InstanceAsync();

    /// <summary>Opens the review as the matching does.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenAsync()
    {
        await AskAsync();
        return (await OpenReviewsAsync())[0].Id;
    }

    public async Task AskAsync(ReviewKind kind = ReviewKind.Pair)
    {
        var (left, right) = (await Instance.FindAsync(Left), await Instance.FindAsync(Right));
        await Store.AddAsync(new("", kind, left!.Id, Left, right!.Id, Right, Score, Now), CancellationToken.None); // the test has both
    }

    public Task<TieResult> MatchAsync() =>
        Persons.TieAsync(IdentityLink.Between(Left, Right, IdentityLinkKind.Match, Now, "matching", Score), liftSeparations: false, CancellationToken.None);

    public async Task<IReadOnlyList<ReviewEntry>> OpenReviewsAsync() => await Board.ListAsync(new(ReviewStatus.Open), CancellationToken.None).ToListAsync();

    public async Task<Review> ReviewAsync(string id) => (await Store.FindAsync(id, CancellationToken.None))!.Review; // the test opened it

    public Task<Profile> LeftAsync() => Instance.PersonAsync(Left.Source, Left.Key);

    public Task<Profile> RightAsync() => Instance.PersonAsync(Right.Source, Right.Key);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}
