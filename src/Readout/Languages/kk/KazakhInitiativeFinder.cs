using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Statements;
using Readout.Text;
using Readout.Topics;

namespace Readout.Languages.Kk;

/// <summary>Finds named things in Kazakh: a head of the table with the words before it.</summary>
internal static class KazakhInitiativeFinder
{
    public static ImmutableArray<FoundInitiative> Find(SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack, KazakhTables tables)
    {
        var tokens = text.Tokens;
        var found = new Dictionary<string, (string Name, string Kind, List<Span> Mentions)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (tables.Initiatives.At(tokens, i, sentence.Tokens.Start) is not { } hit)
                    continue;
                // "мәлімдеме жасады": said, not signed.
                if (i + 1 < sentence.Tokens.End && tokens[i].HasBase("мәлімдеме") && (KazakhVerb.Match(tokens[i + 1].Fold, "жаса") is not null || KazakhVerb.Match(tokens[i + 1].Fold, "тарат") is not null))
                    continue;
                // Agreements, plans and initiatives in the plural are none by name.
                if (hit.Value is "treaty" or "programme" && tokens[i].Readings.Any(r => r is { IsGuessed: false, Numbers: Morphology.Numbers.Plural }))
                    continue;
                if ((InQuotes(tokens, hit.Words.Start, sentence.Tokens.Start, text) ?? Start(tokens, hit.Words.Start, i, sentence.Tokens.Start, hit.Value, actors)) is not { } start)
                    continue;
                // "БҰҰ Қауіпсіздік кеңесі" is a body that acts; a commission of two states is a thing of theirs too.
                if (hit.Value is "council" or "commission" or "centre" && ((actors.TopAt(i) is { Actor: >= 0 } body && actors.Actors[body.Actor] is { Kind: ActorKind.Organization, Ref: not null, IsBilateralBody: false })
                    || actors.In(new TokenRange(start, i + 1), withNested: true).Any(m => m.Actors.Any(o => actors.Actors[o].Sector == "IGO"))))
                    continue;
                // "Судан Егемендік кеңесі": an organ of one state.
                if (hit.Value is "council" or "commission" && !Enumerable.Range(start > 0 ? start - 1 : start, i - start + 1).Any(t => tokens[t].Text is "–" or "—" or "-" or "мен" or "бен" or "пен") && Enumerable.Range(start, i - start).Any(t => StateAt(t) is not null))
                    continue;
                // "басым бағыт" is no way of goods.
                if (tokens[i].HasBase("бағыт") && i > 0 && tokens[i - 1].Fold is "басым" or "негізгі" or "маңызды" or "жаңа" or "осы" or "барлық" or "бірқатар" or "басты" or "аталған" or "түрлі" or "ортақ" or "бірнеше" or "стратегиялық")
                    continue;
                // What companies sign among themselves is business.
                if (hit.Value == "treaty" && events.Any(e => e.Sentence == sentence.Index && e.Frame.Kind == "documents" && e.Tokens.Contains(i) && e.Parties.All(p => p.Length > 3 && actors.Actors.Any(o => o.Party == p && o.Sector == "BUS"))))
                    continue;
                var span = text.SpanOf(new TokenRange(start, i + 1));
                var key = hit.Value + ":" + (hit.Value is "commission" or "council" ? "" : hit.Value is "summit" or "forum" ? Ordinal(tokens, start, i) : tokens[start].Fold);
                if (found.TryGetValue(key, out var known))
                    known.Mentions.Add(span);
                else
                    found[key] = (pack.Names.Phrase([.. tokens[start..(i + 1)].Where(t => t.IsWord).Select(t => t.Text)]), hit.Value, [span]);
            }
        }

        TokenRange? StateAt(int t) => tokens[t].IsCapitalized && pack.Gazetteer.MatchAt(tokens, t, tokens.Length) is { } match && match.Entries.Any(e => e.Kind == Reference.GazetteerKind.State) ? match.Tokens : null;

        // A treaty that only the title calls so is the body's.
        foreach (var titled in found.Where(f => f.Value.Kind == "treaty" && f.Value.Mentions.All(m => text.HasTitle && m.End <= text.Tokens[text.Sentences[0].Tokens.End - 1].Span.End)).Select(f => f.Key).ToArray())
        {
            if (found.Any(f => f.Value.Kind == "treaty" && f.Key != titled && f.Value.Mentions.Any(m => m.Start > text.Tokens[text.Sentences[0].Tokens.End - 1].Span.End)))
                found.Remove(titled);
        }

        if (found.Count == 0 || !Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        return [.. found.Values.OrderBy(f => f.Mentions[0].Start).Select(f => new FoundInitiative(f.Name, f.Kind, null, [.. f.Mentions], $"initiatives:{f.Kind}"))];
    }

    // «Қазақстан – Африка» форумы: the quotation right before the head is the name.
    private static int? InQuotes(Token[] tokens, int head, int limit, SegmentedText text)
    {
        // «Алтын кобра» әскери жаттығуы: what kind of thing it is may have words of its own.
        var from = head;
        while (from - 1 > limit && head - from < 3 && tokens[from - 1].IsWord && !tokens[from - 1].IsCapitalized && (IsPart(tokens[from - 1]) || tokens[from - 1].Fold is "атты" or "бірлескен"))
            from--;
        if (from - 2 < limit || tokens[from - 1].IsWord || text.Quotations.FirstOrDefault(q => q.Tokens.End == from - 1) is not { IsClosed: true, Tokens.Length: <= 9 } quotation)
            return null;
        return Math.Max(limit, quotation.Tokens.Start - 1);
    }

    private static string Ordinal(Token[] tokens, int start, int end) => Enumerable.Range(start, end - start).Select(t => tokens[t].Fold).FirstOrDefault(f => f.EndsWith("нші", StringComparison.Ordinal) || f.EndsWith("ншы", StringComparison.Ordinal)) ?? "";

    // Where the name begins; null when the head has none: capitals, states, an ordinal, "туралы" with what it is about, a field with the kind of body.
    private static int? Start(Token[] tokens, int head, int end, int limit, string kind, ActorLayer actors)
    {
        var start = head;
        var named = false;
        while (start > limit && start > head - 8)
        {
            var token = tokens[start - 1];
            if (token.Text is "–" or "—" or "-")
            {
                if (start - 2 < limit || !tokens[start - 2].IsCapitalized || !tokens[start].IsCapitalized)
                    break;
            }
            else if (!token.IsWord)
            {
                if (token.Kind != TokenKind.Number || token.Text.Length != 4)
                    break;
            }
            else if (token.Fold is "туралы" or "арналған" or "жөніндегі" && !(token.Fold == "туралы" && kind is "council" or "commission"))
            {
                var about = start - 1;
                start = About(tokens, about, limit, actors);
                // "түсіністік туралы" alone names no subject.
                named = tokens[about].Fold == "арналған" || (start < about && tokens[about - 1].Fold != "түсіністік");
                break;
            }
            else if (actors.TopAt(start - 1) is { Form: not MentionForm.Name } || token.Fold is "аталған" or "аталмыш" or "осындай" or "барлық" or "тараптар" or "біз" or "сіз" or "мен" or "олар" or "миллион" or "миллиард" or "мың" || token.HasBase("миллиард") || token.HasBase("миллион"))
            {
                // "Тараптар форумды": who deals with the thing is no part of its name.
                break;
            }
            else if (actors.TopAt(start - 1) is { Actors: [var actor, ..] } mention && actors.Actors[actor].Kind is ActorKind.State or ActorKind.Person)
            {
                // "Қытай мен Италияның туризм жылы" is of both.
                if (actors.Actors[actor].Kind == ActorKind.Person || ((mention.Cases & Cases.Nominative) == 0 && !(kind == "year" && (KazakhMorphology.CaseOf(token) & Cases.Genitive) != 0)))
                    break;
                // "Ресей мен Украина келісімге келді" names no treaty.
                named |= kind != "treaty";
            }
            else if (kind is "summit" or "forum" && actors.TopAt(start - 1) is { Actors: [var host] } whose && whose.Extent.End == start && actors.Actors[host] is { Kind: ActorKind.Organization, Sector: "IGO" } && (KazakhMorphology.CaseOf(token) & (Cases.Nominative | Cases.Genitive)) != 0)
            {
                // "Түркі мемлекеттері ұйымының саммиті"
                named = true;
                start = Math.Max(limit, whose.Extent.Start) + 1;
            }
            else if (kind is "summit" or "forum" && (KazakhMorphology.CaseOf(token) & Cases.Genitive) != 0 && (token.HasBase("басшы") || token.HasBase("министр") || token.HasBase("президент") || token.HasBase("көшбасшы")))
            {
                // "мемлекет басшыларының консультативтік кездесуі": who meet there.
            }
            else if (token.IsCapitalized && (KazakhMorphology.CaseOf(token) & (Cases.Nominative | Cases.Genitive)) == 0)
            {
                // "Кабулды өңірлік теміржолға": what is done to it.
                break;
            }
            else if (token.IsCapitalized && kind == "treaty" && actors.TopAt(start - 1) is { Actors: [var party, ..] } && actors.Actors[party].Kind == ActorKind.Organization)
            {
                // "Еуроодақ жаңа келісім" is who signs, no name.
            }
            else if (token.IsCapitalized)
            {
                // A word at the head of a sentence has its capital from there.
                named |= !(start - 1 == limit && KazakhMorphology.IsCommon(token)) && token.Fold is not ("бұл" or "осы" or "екі" or "ал");
                if (token.Fold is "бұл" or "осы" or "ал" or "елдің" or "аталмыш" or "аталған")
                    break;
            }
            else if (token.Fold.EndsWith("інші", StringComparison.Ordinal) || token.Fold.EndsWith("ыншы", StringComparison.Ordinal) || token.Fold is "алтыншы" or "жетінші" or "екінші")
            {
                named |= kind is "summit" or "forum";
            }
            else if (!IsPart(token))
            {
                break;
            }
            else if ((token.Fold is "іскерлік" && kind is not ("council" or "commission") || token.Fold is "еркін" or "үкіметаралық" or "халықаралық" && !(kind == "treaty" && token.Fold == "халықаралық")) || (kind == "treaty" && start == head && token.Fold.Length > 4 && token.Fold.EndsWith('у') && token.Fold is not "келісу"))
            {
                named = true;
            }

            start--;
        }

        // "мәдениет туралы үш келісім" are several.
        if (kind == "treaty" && head > limit && (tokens[head - 1].Kind == TokenKind.Number || tokens[head - 1].Fold is "екі" or "үш" or "төрт" or "бес" or "алты" or "жеті" or "сегіз" or "тоғыз" or "он" or "бірқатар" or "бірнеше"))
            return null;
        while (start < end && (!tokens[start].IsWord || tokens[start].Fold is "және" or "мен"))
            start++;
        return named && start < head ? start : null;
    }

    // "денсаулық сақтау саласындағы ынтымақтастық туралы": back to the last word that is no part of the subject.
    private static int About(Token[] tokens, int about, int limit, ActorLayer actors)
    {
        var start = about;
        while (start > limit && start > about - 6 && tokens[start - 1].IsWord && !(actors.TopAt(start - 1) is { Actors: [var side, ..] } && actors.Actors[side].Kind is ActorKind.State or ActorKind.Person) && !KazakhSyntax.IsFinite(tokens[start - 1]) && ((KazakhMorphology.CaseOf(tokens[start - 1]) & (Cases.Nominative | Cases.Genitive)) != 0 | (tokens[start].Fold is [.., 'у' or 'ю'] & start < about & (KazakhMorphology.CaseOf(tokens[start - 1]) & Cases.Accusative) != 0)) | tokens[start - 1].Fold.EndsWith("дағы", StringComparison.Ordinal) | tokens[start - 1].Fold.EndsWith("дегі", StringComparison.Ordinal))
            start--;
        return start;
    }

    private static bool IsPart(Token token) => token.Fold is "және" or "мен" or "бен" or "пен" or "жылғы" or "жылдарға" || (token.Readings.Length > 0 && token.Readings[0].Class is WordClass.Noun or WordClass.Adjective or WordClass.Unknown
        && (KazakhMorphology.CaseOf(token) & Cases.Nominative) != 0 && token.Fold is not ("оның" or "екі"));
}
