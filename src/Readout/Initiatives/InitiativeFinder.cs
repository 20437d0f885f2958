using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Topics;

namespace Readout.Initiatives;

/// <summary>A named thing: summit, council, themed year, corridor, treaty ...</summary>
/// <param name="Name">In the base form, as its fullest mention has it.</param>
/// <param name="Kind">Kind of the record's contract.</param>
/// <param name="Ref">Id in the reference dictionary; null when it is not known by name.</param>
/// <param name="Mentions">All spots that name it, in the order of the text.</param>
/// <param name="Rule">Row of the table.</param>
internal sealed record FoundInitiative(string Name, string Kind, string? Ref, ImmutableArray<Span> Mentions, string Rule);

/// <summary>Finds the named things and gathers the mentions of each.</summary>
internal sealed class InitiativeFinder
{
    private readonly SegmentedText _text;
    private readonly ActorLayer _actors;
    private readonly LanguagePack _pack;
    private readonly NamePhrase _phrase;
    private readonly Token[] _tokens;

    private InitiativeFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        (_text, _actors, _pack, _tokens) = (text, actors, pack, text.Tokens);
        _phrase = new NamePhrase(text, syntax, actors, pack);
    }

    private sealed class Gathered
    {
        public required InitiativeHead Head { get; init; }

        public required HashSet<string> Words { get; init; }

        public required TokenRange Fullest { get; set; }

        public List<Span> Mentions { get; } = [];
    }

    public static ImmutableArray<FoundInitiative> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        var named = Named(text, syntax, actors, pack);
        if (named.IsEmpty || Dealings.Are(text, actors, statements, events, pack.Topics))
            return named;

        // A treaty or a year of two states is a dealing in itself; a championship or an exhibition is not.
        return actors.MainParties.Length >= 2 ? named.RemoveAll(n => n.Kind is "games" or "exhibition" or "exercise" or "forum" or "centre" or "project" or "programme" or "workshop") : [];
    }

    /// <summary>The same, whatever the text is about.</summary>
    public static ImmutableArray<FoundInitiative> Named(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        var finder = new InitiativeFinder(text, syntax, actors, pack);
        var found = new List<Gathered>();
        foreach (var sentence in text.Sentences)
            finder.Gather(sentence, found);
        finder.MergeTitle(found);
        return
        [
            .. found.OrderBy(f => f.Mentions[0].Start).Select(f => new FoundInitiative(finder.Name(f.Fullest), f.Head.Kind!, f.Head.Ref, [.. f.Mentions], f.Head.Rule)),
        ];
    }

    private void Gather(Sentence sentence, List<Gathered> found)
    {
        var free = sentence.Tokens.Start;
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (_pack.Initiatives.Heads.LongestAt(_tokens, i, sentence.Tokens.End) is not { } hit)
                continue;
            if (hit.Value.Kind is null || _phrase.Read(hit.Value, hit.Tokens, sentence.Tokens with { Start = free }) is not { } range)
            {
                // What holds a head and is no name hides the heads in it ("Совет Безопасности").
                if (hit.Value.Kind is null)
                    i = hit.Tokens.End - 1;
                continue;
            }

            Add(found, hit.Value, range);
            free = range.End;

            // A document may name another thing in its title: "меморандум о строительстве газопровода «Союз Восток»".
            if (hit.Value.Kind is "treaty" or "programme")
            {
                for (var inner = hit.Tokens.End; inner < range.End; inner++)
                {
                    if (_pack.Initiatives.Heads.LongestAt(_tokens, inner, range.End) is { } nested && nested.Value.Kind is not ("treaty" or "programme" or null)
                        && _phrase.Read(nested.Value, nested.Tokens, new TokenRange(inner, range.End)) is { } name)
                    {
                        Add(found, nested.Value, name);
                        inner = name.End - 1;
                    }
                }
            }

            i = range.End - 1;
        }
    }

    // A title calls by a short description the document that the body names in full: "соглашение о недрах".
    private void MergeTitle(List<Gathered> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            var brief = found[i];
            if (brief.Head.Kind != "treaty" || !_text.IsInTitle(brief.Fullest.Start))
                continue;
            var full = found.FirstOrDefault(f => f != brief && f.Head.Rule == brief.Head.Rule && !_text.IsInTitle(f.Fullest.Start));
            if (full is null)
                continue;
            full.Mentions.InsertRange(0, brief.Mentions);
            found.RemoveAt(i--);
        }
    }

    private void Add(List<Gathered> found, InitiativeHead head, TokenRange range)
    {
        var words = Words(head, range);
        var same = found.FirstOrDefault(f => f.Head.Kind == head.Kind && IsSame(f, head, words));
        if (same is null)
        {
            same = new Gathered { Head = head, Words = words, Fullest = range };
            found.Add(same);
        }
        else if (words.Count > same.Words.Count || _text.IsInTitle(same.Fullest.Start))
        {
            same.Words.UnionWith(words);
            same.Fullest = range;
        }

        same.Mentions.Add(_text.SpanOf(range));
    }

    private static bool IsSame(Gathered known, InitiativeHead head, HashSet<string> words)
    {
        if (known.Head.Rule != head.Rule && (known.Head.Named == Naming.Self || head.Named == Naming.Self) && head.Kind is "programme" or "corridor")
            return false;
        if (head.Ref is not null && known.Head.Ref == head.Ref)
            return true;

        if (head.Kind is "commission" or "council")
            return IsSameBody(known.Words, words);
        if (words.Count == 0 || known.Words.Count == 0)
            return words.Count == known.Words.Count;
        if (known.Words.IsSupersetOf(words) || words.IsSupersetOf(known.Words))
            return true;

        return IsMostlyShared(known.Words, words);
    }

    // Titles shorten and reorder: "договор о точке стыка границ трёх государств".
    private static bool IsMostlyShared(HashSet<string> one, HashSet<string> other)
    {
        var shared = one.Count(other.Contains);
        return shared >= 3 && shared * 4 >= Math.Min(one.Count, other.Count) * 3;
    }

    // "Межправкомиссия Узбекистана и Вьетнама" is the "Узбекско-вьетнамская комиссия по торговле": the states agree, and so does the rest, or one is silent.
    private static bool IsSameBody(HashSet<string> one, HashSet<string> other)
    {
        var states = one.Where(IsState).ToHashSet(StringComparer.Ordinal);
        var otherStates = other.Where(IsState).ToHashSet(StringComparer.Ordinal);
        if (states.Count > 0 && otherStates.Count > 0 && !states.SetEquals(otherStates))
            return false;
        var rest = one.Where(w => !IsState(w)).ToHashSet(StringComparer.Ordinal);
        return rest.IsSubsetOf(other) || other.Where(w => !IsState(w)).All(rest.Contains) || IsMostlyShared(one, other);

        static bool IsState(string word) => word.Length == 3 && char.IsAsciiLetterUpper(word[0]);
    }

    // What tells one name from another: base forms without the head, ordinals and marks. A state or organisation counts by who it is:
    // "саммит ШОС" and "саммит Шанхайской организации сотрудничества" are one.
    private HashSet<string> Words(InitiativeHead head, TokenRange range)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = range.Start; i < range.End; i++)
        {
            if (_actors.TopAt(i) is { Actor: >= 0 } mention && mention.Tokens.Start == i && mention.Tokens.End <= range.End && mention.Tokens != range
                && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization or ActorKind.State, Ref: { } named })
            {
                words.Add(named);
                i = mention.Tokens.End - 1;
                continue;
            }

            var token = _tokens[i];
            if (!token.IsWord || token.Readings.Length == 0 || token.Readings[0].Class is WordClass.Preposition or WordClass.Conjunction || IsOrdinal(token))
                continue;
            if (_phrase.PairAt(i) is { } pair)
            {
                words.UnionWith(_actors.PartiesOf(pair.Actors));
                continue;
            }

            if (head.Kind == "commission" && (token.HasBase("совместный") || token.HasBase("межправительственный") || token.HasBase("двусторонний")))
                continue;
            var word = token.Readings[0].Base;
            // Of documents the sort matters: a declaration on friendship is not the treaty on it.
            if (head.Kind != "treaty" && _pack.Initiatives.Heads.LongestAt(_tokens, i, i + 1) is { Value.Kind: { } kind } && kind == head.Kind)
                continue;
            words.Add(word);
        }

        return words;
    }

    private static bool IsOrdinal(Token token) => NamePhrase.IsOrdinal(token);

    // The base form with the spacing of the text.
    private string Name(TokenRange range)
    {
        while (range.Length > 2 && !_tokens[range.Start].IsWord && _tokens[range.Start].Kind != TokenKind.Number && _text.QuotationAt(range.Start + 1) is { } quotation
            && quotation.Tokens.Start == range.Start + 1 && quotation.Tokens.End == range.End - 1)
            range = new TokenRange(range.Start + 1, range.End - 1);
        var words = new string[range.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _tokens[range.Start + i].Text;
        var forms = _pack.Names.Phrase(words).Split(' ');
        if (forms.Length != words.Length)
            return _text.SpanOf(range).In(_text.Text);
        var name = new System.Text.StringBuilder(forms[0]);
        for (var i = 1; i < forms.Length; i++)
        {
            if (_tokens[range.Start + i].Span.Start > _tokens[range.Start + i - 1].Span.End)
                name.Append(' ');
            name.Append(forms[i]);
        }

        return name.ToString();
    }
}
