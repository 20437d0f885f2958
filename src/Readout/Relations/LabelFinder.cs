using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Relations;

/// <summary>A label in the text.</summary>
/// <param name="Label">Row of the table.</param>
/// <param name="Tokens">From its first word to its last, quotation marks around it included.</param>
/// <param name="Head">Its last noun that takes part.</param>
internal readonly record struct LabelMatch(RelationLabel Label, TokenRange Tokens, int Head);

/// <summary>Finds the words of labels, whoever they are about.</summary>
internal static class LabelFinder
{
    // A noun of the text and the adjectives before it. Coordinated nouns share adjectives: "стратегического сотрудничества и партнёрства".
    private readonly record struct Part(int Noun, int First, int OwnFirst, int AdjectivesEnd);

    public static List<LabelMatch> Find(SegmentedText text, TokenRange range, RelationTable table)
    {
        var found = new List<LabelMatch>();
        for (var i = range.Start; i < range.End;)
        {
            if (!table.IsWord(text.Tokens[i], out _))
            {
                i++;
                continue;
            }

            var parts = Parts(text.Tokens, i, range.End, table, out var end);
            Match(text, parts, table, found);
            i = Math.Max(end, i + 1);
        }

        return found;
    }

    // The run of label words from a token on, with what may join them: "и", commas, "в новую эпоху".
    private static List<Part> Parts(Token[] tokens, int start, int limit, RelationTable table, out int end)
    {
        var parts = new List<Part>();
        var own = -1;
        var last = start;
        var at = start;
        for (; at < limit; at++)
        {
            if (table.IsWord(tokens[at], out var isNoun))
            {
                last = at + 1;
                if (!isNoun)
                {
                    if (own < 0)
                        own = at;
                    continue;
                }

                // "всестороннего сотрудничества и партнёрства": a noun without adjectives after "и" takes those of the noun before it.
                var shares = own < 0 && parts.Count > 0 && tokens[at - 1].Fold is "и" && parts[^1].Noun == at - 2;
                parts.Add(shares
                    ? new Part(at, parts[^1].First, at, parts[^1].AdjectivesEnd)
                    : new Part(at, own < 0 ? at : own, own < 0 ? at : own, at));
                own = -1;
                continue;
            }

            var joins = tokens[at].Fold is "и" or "," or "в" or "во" or "для" or "and" or "of" or "in" or "for" or "the" or "a" or "-" or "–" or "—" or "особо" or "подлинно" || tokens[at].HasBase("вступать")
                || tokens[at].Is('«') || tokens[at].Is('»') || tokens[at].Is('"');
            if (!joins)
                break;
        }

        end = last;
        return parts;
    }

    // The best label of the run; then the best of what it leaves.
    private static void Match(SegmentedText text, List<Part> parts, RelationTable table, List<LabelMatch> found)
    {
        while (parts.Count > 0)
        {
            RelationLabel? best = null;
            List<Part> used = [];
            foreach (var label in table.Labels)
            {
                if (best is not null && label.Length <= best.Length)
                    continue;
                if (Fit(text.Tokens, label, parts) is { } fit)
                    (best, used) = (label, fit);
            }

            if (best is null)
                return;
            best.Row.Touch();
            var start = used.Min(p => p.OwnFirst);
            var end = used.Max(p => p.Noun) + 1;

            // The shared adjectives stand before the first of the coordinated nouns.
            start = Math.Min(start, used.Where(p => p.First < p.OwnFirst).Select(p => p.First).DefaultIfEmpty(start).Min());
            if (best.IsLabel)
                found.Add(new LabelMatch(best, new TokenRange(start, end), used[^1].Noun));
            parts.RemoveAll(p => p.Noun < end && p.Noun >= start || used.Contains(p));
        }
    }

    private static List<Part>? Fit(Token[] tokens, RelationLabel label, List<Part> parts)
    {
        var used = new List<Part>(label.Parts.Length);
        foreach (var wanted in label.Parts)
        {
            var at = parts.FindIndex(p => !used.Contains(p) && wanted.Noun.Matches(tokens[p.Noun]) && wanted.Adjectives.All(a => Has(tokens, p, a)));
            if (at < 0)
                return null;
            used.Add(parts[at]);
        }

        return used;
    }

    private static bool Has(Token[] tokens, Part part, Tables.WordPattern adjective)
    {
        for (var i = part.First; i < part.AdjectivesEnd; i++)
        {
            if (adjective.Matches(tokens[i]))
                return true;
        }

        return false;
    }
}
