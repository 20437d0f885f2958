using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>Finds named things in English: a head noun of the table with the capitals, numbers and quoted words before it.</summary>
internal static class EnglishInitiativeFinder
{
    public static ImmutableArray<Initiatives.FoundInitiative> Find(
        SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        var tokens = text.Tokens;
        var found = new Dictionary<string, (string Name, string Kind, string Rule, List<Span> Mentions)>(StringComparer.Ordinal);
        var titles = new List<Span>();
        foreach (var sentence in text.Sentences)
        {
            // What a title names counts when the body names it too.
            var inTitle = text.IsInTitle(sentence.Tokens.Start) && text.Sentences.Length > 1;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                // "SCAT plans to add …": a verb heads no name.
                if (pack.Initiatives.Heads.LongestAt(tokens, i, sentence.Tokens.End) is not { Value.Kind: { } kind } hit || tokens[hit.Tokens.End - 1].Readings is [{ Class: WordClass.Verb or WordClass.Converb or WordClass.Participle }, ..] && !tokens[i].IsCapitalized)
                    continue;
                // "Standard Chartered", "High Representative for Foreign Affairs and Security Policy": a name and an office.
                if (tokens[i].IsCapitalized && (tokens[i].Fold.EndsWith("ed", StringComparison.Ordinal) || kind == "programme" && actors.TopAt(i) is { Extent: var extent } held && extent != held.Tokens && !held.Tokens.Contains(i)))
                    continue;
                // "reached agreement on a number of measures": an accord of minds.
                if (kind == "treaty" && i > sentence.Tokens.Start && tokens[i - 1].Readings is [{ Base: "reach" }, ..])
                    continue;
                var (start, end) = (i, hit.Tokens.End);
                // Left: capitals, numbers and quoted words: "Astana Expo", "“Bright Road” economic policy".
                while (start > sentence.Tokens.Start && (tokens[start - 1].IsCapitalized && !IsSmallWord(tokens[start - 1]) || tokens[start - 1].Text is "\"" or "”" or "“" && text.QuotationAt(Math.Max(0, start - 2)) is not null && start - 1 > sentence.Tokens.Start
                    || tokens[start - 1].Text is "–" or "-" && tokens[start - 1].Span.End == tokens[start].Span.Start && start - 2 >= sentence.Tokens.Start && tokens[start - 2].IsCapitalized && tokens[start - 2].Span.End == tokens[start - 1].Span.Start
                    || tokens[start - 1].Fold is "and" or "of" or "on" && start - 2 >= sentence.Tokens.Start && tokens[start - 2].IsCapitalized && tokens[i].IsCapitalized))
                    start--;
                if (start > sentence.Tokens.Start && tokens[start - 1].Text is "\"" or "“")
                    start--;
                // "Baku-Tbilisi undersea cable": a line is named by its ends, other words between.
                if (start == i && kind == "project")
                {
                    var ends = i - 1;
                    while (ends > sentence.Tokens.Start && ends > i - 4 && !tokens[ends].IsCapitalized && tokens[ends].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..])
                        ends--;
                    if (tokens[ends].IsCapitalized && tokens[ends].Text.Contains('-', StringComparison.Ordinal) && !pack.Actors.Adjectives.ContainsKey(tokens[ends].Fold.Split('-')[0]))
                    {
                        start = ends;
                        while (start > sentence.Tokens.Start && tokens[start - 1].IsCapitalized && tokens[start - 1].Fold is not "the")
                            start--;
                    }
                }
                if (end < sentence.Tokens.End && tokens[end].Kind == TokenKind.Number && tokens[end].Text.Length == 4 && tokens[i].IsCapitalized)
                    end++;
                var named = start < i && (tokens[i].IsCapitalized || kind is "summit" or "project" or "corridor" or "programme" or "forum" or "workshop" or "games" or "treaty" && tokens[start].IsCapitalized);
                // "the Year of Tourism", "Days of Culture of Peru": a name that begins with its head.
                if (kind is "year" && tokens[i].IsCapitalized)
                {
                    named = true;
                    while (end < sentence.Tokens.End && (tokens[end].IsCapitalized || tokens[end].Fold is "of" or "and" or "in" && end + 1 < sentence.Tokens.End && tokens[end + 1].IsCapitalized))
                        end++;
                }

                // "the exercise Steppe Eagle", "the UNCLOS 1982"
                if (kind is "exercise" or "treaty" && start == i && end < sentence.Tokens.End && tokens[end].IsCapitalized && !tokens[i].IsCapitalized && actors.TopAt(end) is null)
                {
                    named = kind == "exercise";
                    start = named ? end : start;
                    while (named && end < sentence.Tokens.End && (tokens[end].IsCapitalized || tokens[end].Kind == TokenKind.Number && tokens[end].Text.Length == 4))
                        end++;
                }

                named |= kind == "centre" && hit.Tokens.Length > 1 && tokens[i].IsCapitalized && tokens[hit.Tokens.End - 1].IsCapitalized || kind == "treaty" && tokens[i].Text.Length > 2 && tokens[i].Text.All(char.IsUpper)
                    // "adopted a Programme of Cooperation": a phrase that names what it is for.
                    || kind == "programme" && hit.Tokens.Length > 2 && tokens[i].IsCapitalized && IsDocument(tokens, i, hit.Tokens.End);
                if (kind is "treaty" or "programme" && end < sentence.Tokens.End && tokens[end].Fold is "on" or "of" or "for" && !IsDay(end + 1) && (kind == "treaty" || IsDocument(tokens, i, hit.Tokens.End)))
                {
                    var stop = end + 1;
                    while (stop < sentence.Tokens.End && tokens[stop].IsWord && !ClauseSplitter.IsFinite(tokens[stop]) && stop < end + 9 && tokens[stop].Fold is not ("with" or "in" or "by" or "that" or "to") && !(tokens[stop].Fold == "and" && stop + 1 < sentence.Tokens.End && tokens[stop + 1].Fold is "a" or "an" or "the"))
                        stop++;
                    if (stop > end + 1 && (tokens[end].Fold == "on" || kind == "programme" && tokens[end + 1].Fold is "cooperation" or "joint"))
                        (end, named) = (stop, true);
                }

                if (kind is "treaty" && !named && start == i && i > 0 && tokens[i - 1].IsWord && tokens[i - 1].Fold is "defence" or "defense" or "peace" && tokens[i].Fold is "treaty" or "agreement")
                    (start, named) = (i > 1 && tokens[i - 2].Readings is [{ Class: WordClass.Adjective }, ..] ? i - 2 : i - 1, true);
                // "emergency summit of CELAC"
                if (kind is "summit" or "forum" && end + 1 < sentence.Tokens.End && tokens[end].Fold == "of" && actors.TopAt(end + 1) is { Actor: >= 0 } group && actors.Actors[group.Actor].Kind == ActorKind.Organization)
                {
                    (end, named) = (group.Extent.End, true);
                    if (start == i && start > sentence.Tokens.Start && tokens[start - 1].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..])
                        start--;
                }

                // "an action plan on fighting crime": what sort of plan belongs to the name.
                if (kind == "programme" && named && start == i && end > hit.Tokens.End && start - 1 > sentence.Tokens.Start && tokens[start - 1] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun or WordClass.Adjective }, ..] })
                    start--;
                // "the Secretary-General's programme", "a European initiative": whose it is makes no name of it.
                if (i - start == 1 && !tokens[i].IsCapitalized && (tokens[start].Readings is [{ Cases: Cases.Genitive }, ..] or [{ Class: WordClass.Adjective }, ..]))
                    continue;
                // "the EU Council", "the Mexican Business Council": an organ of one.
                if (kind is "council" or "commission" && start < i && (pack.Actors.Adjectives.ContainsKey(tokens[start].Fold) || actors.In(new TokenRange(start, start + 1), withNested: true).Any(m => m.Actor >= 0 && actors.Actors[m.Actor] is { Kind: ActorKind.Organization, Sector: "IGO" })))
                    continue;
                // "European Council President …": the words of an office.
                if (kind is "council" or "commission" && end < sentence.Tokens.End && pack.Actors.Offices.TryMatch(tokens, end, sentence.Tokens.End, out _, out _))
                    continue;
                // A state's adjective alone makes no name: "Chinese initiative".
                if (!named || (i - start == 1 && pack.Actors.Adjectives.ContainsKey(tokens[start].Fold) && !tokens[i].IsCapitalized))
                    continue;
                // Councils and commissions of the reference are organisations, no formats of two sides.
                if (kind is "council" or "commission" or "centre" && actors.TopAt(i) is { Actor: >= 0 } body && actors.Actors[body.Actor] is { Kind: ActorKind.Organization, IsBilateralBody: false } organ && (kind != "centre" || organ.Ref is not null) || kind is "council" or "commission" && Held(actors, i))
                    continue;
                // "the Joint Commission" after the commission's full name.
                if (i - start <= 1 && kind is "commission" or "council" && found.Values.Any(f => f.Kind == kind))
                    continue;
                var span = text.SpanOf(new TokenRange(start, end));
                if (inTitle)
                {
                    titles.Add(span);
                    i = end - 1;
                    continue;
                }

                // "Global Gateway" within "the Global Gateway programme"
                foreach (var inner in found.Where(f => f.Value.Kind == kind && f.Value.Mentions is [var only] && span.Contains(only) && span != only).Select(f => f.Key).ToList())
                    found.Remove(inner);
                var key = kind + ":" + string.Join(' ', tokens[start..end].Where(t => t.IsWord).Select(t => t.Fold));
                if (found.TryGetValue(key, out var known))
                    known.Mentions.Add(span);
                else
                    found[key] = (span.In(text.Text), kind, hit.Value.Rule, [.. titles.Where(t => t.In(text.Text).Equals(span.In(text.Text), StringComparison.OrdinalIgnoreCase)), span]);
                i = end - 1;
            }
        }

        // "To note", "The pact": small words that a capital only begins a sentence with.
        static bool IsSmallWord(Token token) => token.Fold is "the" or "a" or "an" || token.Readings is [{ Class: WordClass.Preposition or WordClass.Conjunction or WordClass.Particle or WordClass.Pronoun }, ..] && token.Fold.Length < 5;

        // "sign pacts on Saturday"
        bool IsDay(int t) => t < tokens.Length && (pack.Time.ValueOf(Time.TimeSlot.Weekday, tokens[t]) is not null || pack.Time.ValueOf(Time.TimeSlot.Month, tokens[t]) is not null || tokens[t].Kind == TokenKind.Number);

        // "signed a programme of cooperation", "agreed on a roadmap": a document, and no plan of one side alone.
        static bool IsDocument(Token[] tokens, int head, int end)
        {
            for (var t = head - 1; t >= 0 && t > head - 12 && tokens[t].Sentence == tokens[head].Sentence; t--)
            {
                if (tokens[t].Readings is [{ Base: "sign" or "adopt" or "approve" or "agree" or "conclude" or "exchange" or "endorse" or "initial" or "ink" or "document" or "include" or "draft" or "prepare" or "implement" or "develop" or "witness" or "finalise" or "finalize" or "launch" }, ..])
                    return true;
            }

            return tokens[head].IsCapitalized || end < tokens.Length && tokens[end].Fold == "of";
        }

        static bool Held(ActorLayer actors, int i) => actors.Mentions.Any(m => m.IsNested && m.Tokens.Contains(i) && m.Actor >= 0 && actors.Actors[m.Actor] is { Kind: ActorKind.Organization, IsBilateralBody: false });

        if (found.Count == 0 || !Topics.Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        return [.. found.Values.OrderBy(f => f.Mentions[0].Start).Select(f => new Initiatives.FoundInitiative(f.Name, f.Kind, null, [.. f.Mentions], f.Rule))];
    }
}
