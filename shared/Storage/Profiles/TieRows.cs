using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>
/// What is kept of a person beside records and golden profile: links, separations, who was joined in, marks of the matching,
/// and the plan of a split. A row each, between the <c>profile</c> row and the records, so that one query reads all.
/// </summary>
internal static class TieRows
{
    private const string Prefix = $"{ProfileRow.RowKey}|";
    private const string LinkKind = $"{Prefix}link|";
    private const string SeparationKind = $"{Prefix}apart|";
    private const string OriginKind = $"{Prefix}origin|";
    private const string MarkKind = $"{Prefix}mark|";
    private const string SplitKey = $"{Prefix}split";

    public static bool IsTie(string rowKey) => rowKey.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The rows by which the next state differs from the one before: with a document to write, or with none to delete.</summary>
    public static IEnumerable<TieChange> Changes(Profile before, Profile after, KeyedHash hash)
    {
        var (old, now) = (before.Ties, after.Ties);
        return Difference(old.Links, now.Links, id => LinkKind + hash.OfTie(id), CoreJson.ForWriter.IdentityLink)
            .Concat(Difference(old.Separations, now.Separations, id => SeparationKind + hash.OfTie(id), CoreJson.ForWriter.Separation))
            .Concat(Difference(old.Origins, now.Origins, id => OriginKind + id, CoreJson.ForWriter.Origin))
            .Concat(Difference(before.Marks, after.Marks, record => MarkKind + hash.Of(record), CoreJson.ForWriter.MarkDocument, (k, m) => new MarkDocument(k, m)))
            .Concat(Difference(Plan(before), Plan(after), _ => SplitKey, CoreJson.ForWriter.SplitPlan));
    }

    public static TableEntity Mark(ProfileId id, RecordKey record, MatchMark mark, KeyedHash hash, SealingKey key)
    {
        var row = new TableEntity(id.ToString(), MarkKind + hash.Of(record));
        SealedJson.Write(row, StoreTables.ProfilesName, key, new MarkDocument(record, mark), CoreJson.ForWriter.MarkDocument);
        return row;
    }

    private static IEnumerable<TieChange> Difference<TKey, T>(
        IReadOnlyDictionary<TKey, T> before, IReadOnlyDictionary<TKey, T> after, Func<TKey, string> rowKey, JsonTypeInfo<T> type)
        where TKey : notnull
        where T : class => Difference(before, after, rowKey, type, (_, value) => value);

    private static IEnumerable<TieChange> Difference<TKey, TValue, TDocument>(
        IReadOnlyDictionary<TKey, TValue> before, IReadOnlyDictionary<TKey, TValue> after, Func<TKey, string> rowKey, JsonTypeInfo<TDocument> type,
        Func<TKey, TValue, TDocument> document)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(before, after))
        {
            yield break;
        }

        foreach (var (key, value) in after)
        {
            if (!before.TryGetValue(key, out var known) || !ReferenceEquals(known, value))
            {
                yield return new(rowKey(key), (row, seal) => SealedJson.Write(row, StoreTables.ProfilesName, seal, document(key, value), type));
            }
        }

        foreach (var key in before.Keys.Where(k => !after.ContainsKey(k)))
        {
            yield return new(rowKey(key), null);
        }
    }

    private static ImmutableDictionary<string, SplitPlan> Plan(Profile profile) =>
        profile.Split is { } plan ? ImmutableDictionary<string, SplitPlan>.Empty.Add("", plan) : ImmutableDictionary<string, SplitPlan>.Empty;

    /// <summary>Puts together what the rows of one person say.</summary>
    internal sealed class Reader
    {
        private PersonTies _ties = PersonTies.None;
        private SplitPlan? _plan;
        private ImmutableDictionary<RecordKey, MatchMark> _marks = ImmutableDictionary<RecordKey, MatchMark>.Empty;

        public void Add(TableEntity row, SealingKey key)
        {
            switch (row.RowKey)
            {
                case var k when k.StartsWith(LinkKind, StringComparison.Ordinal):
                    _ties = _ties.With(Read(row, key, CoreJson.Relaxed.IdentityLink));
                    break;
                case var k when k.StartsWith(SeparationKind, StringComparison.Ordinal):
                    _ties = _ties.With(Read(row, key, CoreJson.Relaxed.Separation));
                    break;
                case var k when k.StartsWith(OriginKind, StringComparison.Ordinal):
                    _ties = _ties.With(Read(row, key, CoreJson.Relaxed.Origin));
                    break;
                case var k when k.StartsWith(MarkKind, StringComparison.Ordinal):
                    var mark = Read(row, key, CoreJson.Relaxed.MarkDocument);
                    _marks = _marks.SetItem(mark.Record, mark.Mark);
                    break;
                case SplitKey:
                    _plan = Read(row, key, CoreJson.Relaxed.SplitPlan);
                    break;
                default:
                    break;
            }
        }

        public Profile Complete(Profile profile) => profile.Beside(_ties, _marks, _plan, profile.WasSplit);

        private static T Read<T>(TableEntity row, SealingKey key, JsonTypeInfo<T> type) => SealedJson.Read(row, StoreTables.ProfilesName, key, type);
    }
}

/// <param name="Write">Seals the document into the row and says how many bytes it has; null: the row goes.</param>
internal sealed record TieChange(string RowKey, Func<TableEntity, SealingKey, int>? Write);
