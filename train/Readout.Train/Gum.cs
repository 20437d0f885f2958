using System.Globalization;
using System.Text;
using Readout.Tagging;

namespace Readout.Train;

/// <summary>Reads documents of GUM (CoNLL-U with entities) and maps its mentions to names.</summary>
/// <remarks>
/// GUM marks all mentions of persons, places and organisations, named or not, whole with article, title and what describes them. A name is the run of
/// proper nouns around the head of such a mention; names of bodies and places go on over "of" and the like ("University of California"), those of
/// persons lose the titles before them. A body whose identity is elsewhere a place's (a state that acts) is a place, as in the other corpora.
/// Source of the format: github.com/amir-zeldes/gum.
/// </remarks>
internal static class Gum
{
    private readonly record struct Word(string Form, string Tag, int Head, string Relation, int Start, int End);

    private readonly record struct Mention(NameType Type, int First, int Last, string Identity);

    private readonly record struct Found(GoldName Name, string Identity);

    // Words before a person's name that are no part of it.
    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal)
    {
        "President", "Vice", "Prime", "Minister", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr", "Professor", "Prof.", "Emeritus", "Senator", "Sen.", "Governor", "Gov.", "Mayor", "Secretary", "State",
        "King", "Queen", "Prince", "Princess", "Pope", "Sir", "Lord", "Lady", "Dame", "Judge", "Justice", "Captain", "General", "Gen.", "Colonel", "Col.", "Major", "Lieutenant", "Lt.", "Sergeant", "Sgt.", "Officer", "Chief",
        "CEO", "Director", "Chairman", "Chairwoman", "Representative", "Rep.", "Congressman", "Congresswoman", "Councillor", "Commissioner", "Ambassador", "Attorney", "Chancellor", "Coach", "Bishop", "Archbishop",
        "Cardinal", "Father", "Rev.", "Reverend", "Rabbi", "Sheikh", "Emperor", "Speaker", "Deputy", "Spokesman", "Spokeswoman", "Spokesperson", "First", "MP", "Leader", "Director-General", "Secretary-General",
    };

    private static readonly HashSet<string> Joins = new(StringComparer.Ordinal) { "of", "for", "the", "and", "&", "-", "de", "la", "del", "der", "van", "von", "al", "bin" };

    public static List<GoldText> Read(string folder)
    {
        var documents = Directory.EnumerateFiles(folder, "*.conllu", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Document).ToList();
        var places = documents.SelectMany(d => d.Names).Where(n => n.Name.Type == NameType.Location && n.Identity.Length > 0).Select(n => n.Identity).ToHashSet(StringComparer.Ordinal);
        return [.. documents.Select(d => new GoldText(d.Name, d.Text, GoldName.WithoutOverlaps(d.Names.Select(n => n.Name.Type == NameType.Organization && places.Contains(n.Identity) ? n.Name with { Type = NameType.Location } : n.Name))))];
    }

    private static (string Name, string Text, List<Found> Names) Document(string file)
    {
        var text = new StringBuilder();
        var names = new List<Found>();
        var words = new List<Word>();
        var mentions = new List<Mention>();
        var open = new List<(string Group, NameType? Type, string Identity, int First)>();
        var gap = "";
        // "3-4 don't": words written as one, and what follows the last of them.
        var (joinedTo, gapAfter) = (0, "");
        foreach (var line in File.ReadLines(file).Append(""))
        {
            if (line.StartsWith("# newpar", StringComparison.Ordinal) && !line.StartsWith("# newpar_", StringComparison.Ordinal))
            {
                gap = text.Length == 0 ? "" : "\n\n";
            }
            else if (line.Length == 0)
            {
                names.AddRange(mentions.Select(m => (Name: NameIn(m, words), m.Identity)).Where(m => m.Name is not null).Select(m => new Found(m.Name!.Value, m.Identity)));
                joinedTo = 0;
                words.Clear();
                mentions.Clear();
                open.Clear();
            }
            else if (line[0] == '#' || line.Split('\t') is not { Length: 10 } cells)
            {
                continue;
            }
            else if (cells[0].Split('-') is [_, var last])
            {
                (joinedTo, gapAfter) = (int.Parse(last, CultureInfo.InvariantCulture), GapAfter(cells));
            }
            else if (int.TryParse(cells[0], CultureInfo.InvariantCulture, out var number))
            {
                text.Append(gap);
                var start = text.Length;
                text.Append(cells[1]);
                words.Add(new Word(cells[1], cells[4], int.Parse(cells[6], CultureInfo.InvariantCulture) - 1, cells[7], start, text.Length));
                gap = number < joinedTo ? "" : number == joinedTo ? gapAfter : GapAfter(cells);
                if (cells[9].Split('|').FirstOrDefault(c => c.StartsWith("Entity=", StringComparison.Ordinal)) is { } entities)
                    Mentions(entities["Entity=".Length..], words.Count - 1, open, mentions);
            }
        }

        var whole = text.ToString();
        return (Path.GetFileNameWithoutExtension(file), whole, [.. names.Select(n => n with { Name = n.Name with { Start = Corpus.Points(whole, n.Name.Start), End = Corpus.Points(whole, n.Name.End) } })]);
    }

    private static string GapAfter(string[] cells) => cells[9].Contains("SpaceAfter=No", StringComparison.Ordinal) ? "" : " ";

    // "(1-organization-acc:com-sssss-cf1-1-coref-Wikinews", "(4-time-new-n-cf1-1-sgl)", "5)4)": mentions that open, hold one word, close.
    private static void Mentions(string entities, int word, List<(string Group, NameType? Type, string Identity, int First)> open, List<Mention> mentions)
    {
        for (var at = 0; at < entities.Length;)
        {
            if (entities[at] == '(')
            {
                var end = entities.AsSpan(at + 1).IndexOfAny('(', ')') is >= 0 and var stop ? at + 1 + stop : entities.Length;
                var cells = entities[(at + 1)..end].Split('-', 8);
                NameType? type = cells[1] switch { "person" => NameType.Person, "place" => NameType.Location, "organization" => NameType.Organization, _ => null };
                open.Add((cells[0], type, cells.Length > 7 ? cells[7] : "", word));
                at = end;
                if (at < entities.Length && entities[at] == ')')
                {
                    Close(open.Count - 1);
                    at++;
                }
            }
            else
            {
                var end = entities.IndexOf(')', at);
                Close(open.FindLastIndex(o => o.Group == entities[at..end]));
                at = end + 1;
            }
        }

        void Close(int index)
        {
            if (index < 0)
                return;
            var (_, type, identity, first) = open[index];
            open.RemoveAt(index);
            if (type is { } named)
                mentions.Add(new Mention(named, first, word, identity));
        }
    }

    private static GoldName? NameIn(Mention mention, List<Word> words)
    {
        bool IsProper(int i) => words[i].Tag is "NNP" or "NNPS";
        bool IsInside(int i) => i >= mention.First && i <= mention.Last;
        var head = Enumerable.Range(mention.First, mention.Last - mention.First + 1).First(i => !IsInside(words[i].Head) || words[i].Head == i);
        // "interviewee [David Titley]": the name stands beside the noun that describes its bearer.
        if (!IsProper(head))
            head = mention.Type != NameType.Person ? -1 : Enumerable.Range(mention.First, mention.Last - mention.First + 1).FirstOrDefault(i => IsProper(i) && words[i].Head == head && words[i].Relation.Split(':')[0] is "appos" or "flat", -1);
        if (head < 0)
            return null;
        var (first, last) = (head, head);
        while (IsInside(first - 1) && (IsProper(first - 1) || (words[first - 1].Form is "-" or "'" or "." && IsInside(first - 2) && IsProper(first - 2))))
            first--;
        while (IsInside(last + 1))
        {
            var next = last + 1;
            while (IsInside(next) && !IsProper(next) && (mention.Type == NameType.Person ? words[next].Form is "-" or "de" or "van" or "von" or "bin" or "al" : Joins.Contains(words[next].Form)))
                next++;
            if (!IsInside(next) || !(IsProper(next) || (words[next].Tag == "CD" && next == last + 1)))
                break;
            last = next;
        }

        if (mention.Type == NameType.Person)
        {
            // "ting" of "Cheuk - ting" belongs to the name though it has no capital of its own.
            var title = Enumerable.Range(first, last - first + 1).LastOrDefault(i => Titles.Contains(words[i].Form), -1);
            if (title == last)
                return null;
            first = Math.Max(first, title + 1);
        }

        while (first < last && !IsProper(first))
            first++;
        return new GoldName(words[first].Start, words[last].End, mention.Type);
    }
}
