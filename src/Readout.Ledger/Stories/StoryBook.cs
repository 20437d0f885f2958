using System.Collections.Immutable;

namespace Readout.Ledger.Stories;

/// <summary>A report on the shelf.</summary>
/// <param name="Number">The store's own number of the record.</param>
/// <param name="Cluster">Reports that are joined by rules and persons, before anything is parted: a number of one of them.</param>
/// <param name="Story">The same after parting.</param>
public sealed record Shelved(long Number, long Cluster, long Story, Telling Telling);

/// <summary>A person's word about two reports on the shelf.</summary>
/// <param name="Said">Higher is later: where words of persons contradict one another, the later one holds.</param>
public readonly record struct Ruling(long First, long Second, bool IsSame, long Said);

/// <summary>What a store must be able to do for stories: look up by marks and by cluster, and write.</summary>
public interface IStoryShelf
{
    /// <summary>Those that share a mark, each once, in the order of their numbers.</summary>
    IEnumerable<Shelved> Sharing(ImmutableArray<long> marks);

    Shelved? Find(long number);

    ImmutableArray<Shelved> InCluster(long cluster);

    /// <summary>True when the cluster's reports are in more than one story.</summary>
    bool IsParted(long cluster);

    /// <summary>What persons said last about this report and another that is on the shelf; withdrawn words left out.</summary>
    ImmutableArray<Ruling> RulingsOn(long number);

    void Put(Shelved report);

    void Move(long number, long cluster, long story);

    void Take(Shelved report);
}

/// <summary>Keeps the stories while reports come and go. Each change looks up and writes its own story only.</summary>
/// <remarks>
/// A cluster is a connected component under <see cref="Kinship"/> and the rulings of persons, so it does not depend on the order of adding. Where a person
/// parted two reports, a story is what is left of the cluster when links are taken from the strongest down and none may join what was parted: again a
/// function of the cluster alone.
/// </remarks>
public sealed class StoryBook(IStoryShelf shelf)
{
    public void Add(long number, Telling telling)
    {
        var joined = new SortedSet<long>();
        foreach (var other in shelf.Sharing(telling.Marks))
        {
            // One link to a cluster is enough; whether there are more changes nothing.
            if (other.Number != number && !joined.Contains(other.Cluster) && Kinship.Between(telling, other.Telling) is not null)
                joined.Add(other.Cluster);
        }

        shelf.Put(new(number, number, number, telling));
        var rulings = shelf.RulingsOn(number);
        foreach (var ruling in rulings.Where(r => r.IsSame))
            joined.Add(shelf.Find(ruling.First == number ? ruling.Second : ruling.First)!.Cluster);
        joined.Remove(number);
        if (joined.Count == 0)
            return;
        if (joined.Count == 1 && rulings.IsEmpty && !shelf.IsParted(joined.Min))
        {
            // The usual case: one more report of a story that nobody parted.
            shelf.Move(number, joined.Min, joined.Min);
            return;
        }

        Settle([.. joined.SelectMany(c => shelf.InCluster(c)), shelf.Find(number)!], isWhole: true);
    }

    public void Remove(long number)
    {
        if (shelf.Find(number) is not { } gone)
            return;
        shelf.Take(gone);
        var rest = shelf.InCluster(gone.Cluster);
        if (rest.Length > 0)
            Settle(rest, isWhole: false);
    }

    /// <summary>To be called after a person's word about two reports was kept or taken back.</summary>
    public void Reconsider(long first, long second)
    {
        var clusters = new[] { first, second }.Select(n => shelf.Find(n)?.Cluster).OfType<long>().Distinct();
        Settle([.. clusters.SelectMany(c => shelf.InCluster(c))], isWhole: false);
    }

    /// <param name="isWhole">True when the members are known to hang together.</param>
    private void Settle(ImmutableArray<Shelved> members, bool isWhole)
    {
        var rulings = members.SelectMany(m => shelf.RulingsOn(m.Number)).Distinct().ToList();
        foreach (var cluster in isWhole ? [members] : Grouping.Clusters(members, rulings))
        {
            var label = cluster.Min(m => m.Number);
            foreach (var story in Grouping.Stories(cluster, rulings))
            {
                var storyLabel = story.Min(m => m.Number);
                foreach (var member in story)
                    shelf.Move(member.Number, label, storyLabel);
            }
        }
    }
}

/// <summary>Groups reports: pure functions of the reports and of what persons said.</summary>
public static class Grouping
{
    /// <summary>Connected components, the person's joining words among the links.</summary>
    public static List<ImmutableArray<Shelved>> Clusters(ImmutableArray<Shelved> members, IReadOnlyCollection<Ruling> rulings)
    {
        var groups = new Forest(members);
        foreach (var ruling in rulings.Where(r => r.IsSame))
            groups.Join(ruling.First, ruling.Second);
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++)
            {
                if (!groups.AreJoined(members[i].Number, members[j].Number) && Kinship.Between(members[i].Telling, members[j].Telling) is not null)
                    groups.Join(members[i].Number, members[j].Number);
            }
        }

        return groups.All();
    }

    /// <summary>A cluster parted where persons parted it.</summary>
    public static List<ImmutableArray<Shelved>> Stories(ImmutableArray<Shelved> cluster, IReadOnlyCollection<Ruling> rulings)
    {
        var numbers = cluster.Select(m => m.Number).ToHashSet();
        var apart = rulings.Where(r => !r.IsSame && numbers.Contains(r.First) && numbers.Contains(r.Second)).ToList();
        if (apart.Count == 0)
            return [cluster];
        var groups = new Forest(cluster);
        foreach (var ruling in rulings.Where(r => r.IsSame).OrderByDescending(r => r.Said))
            groups.Join(ruling.First, ruling.Second, apart);
        var links = new List<(double Strength, Shelved A, Shelved B)>();
        for (var i = 0; i < cluster.Length; i++)
        {
            for (var j = i + 1; j < cluster.Length; j++)
            {
                if (Kinship.Between(cluster[i].Telling, cluster[j].Telling) is { } link)
                    links.Add((link.Strength, cluster[i], cluster[j]));
            }
        }

        // Ties go by documents, not by the store's numbers: those tell in which order reports came.
        foreach (var (_, a, b) in links.OrderByDescending(l => l.Strength).ThenBy(l => Ordered(l.A, l.B).Item1, StringComparer.Ordinal).ThenBy(l => Ordered(l.A, l.B).Item2, StringComparer.Ordinal))
            groups.Join(a.Number, b.Number, apart);
        return groups.All();
    }

    private static (string, string) Ordered(Shelved a, Shelved b) => string.CompareOrdinal(a.Telling.Document, b.Telling.Document) < 0
        ? (a.Telling.Document, b.Telling.Document)
        : (b.Telling.Document, a.Telling.Document);

    /// <summary>Disjoint sets.</summary>
    private sealed class Forest(ImmutableArray<Shelved> members)
    {
        private readonly Dictionary<long, long> _parent = members.ToDictionary(m => m.Number, m => m.Number);

        public bool AreJoined(long a, long b) => Root(a) == Root(b);

        public void Join(long a, long b, List<Ruling>? apart = null)
        {
            if (!_parent.ContainsKey(a) || !_parent.ContainsKey(b))
                return;
            var (x, y) = (Root(a), Root(b));
            if (x == y || (apart is not null && apart.Exists(r => (Root(r.First), Root(r.Second)) is var (f, s) && ((f == x && s == y) || (f == y && s == x)))))
                return;
            _parent[Math.Max(x, y)] = Math.Min(x, y);
        }

        public List<ImmutableArray<Shelved>> All() =>
            [.. members.GroupBy(m => Root(m.Number)).Select(g => g.OrderBy(m => m.Number).ToImmutableArray())];

        private long Root(long number)
        {
            while (_parent[number] != number)
                number = _parent[number] = _parent[_parent[number]];
            return number;
        }
    }
}
