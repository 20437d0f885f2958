using System.Numerics;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Tagging;

/// <summary>Turns the units of a text into features for the tagger: words, shapes, readings, what the rules and the reference say, and the rest of the text.</summary>
/// <remarks>A unit is a token, or in scripts without capitals, where words are cut by guess, a character. The trainer and the tagger use this one code, so that
/// both see the same. A change here asks for new models.</remarks>
internal sealed class NameFeatures
{
    /// <summary>No token has more.</summary>
    public const int Most = 128;

    private const int LongestQuotation = 9;
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly LanguagePack _pack;
    private readonly Token[] _tokens;
    private readonly bool _byCharacter;

    // For each token its first unit, and one past the last; the units' places in the text.
    private readonly int[] _firsts;
    private readonly Span[] _spans;
    private readonly WordTraits[] _traits;
    private readonly List<StemUse> _stems = [];
    private readonly Dictionary<uint, int> _stemIndex = [];

    // How a capitalised stem is used in the whole text.
    private struct StemUse
    {
        public int Capital, Middle, Lower, Quoted, Persons, Organisations, Places, AfterGiven, AfterHead;
        public bool IsGiven;
    }

    private NameFeatures(SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        (_text, _syntax, _pack, _tokens) = (text, syntax, pack, text.Tokens);
        _byCharacter = !pack.Morphology.HasCapitals;
        _firsts = new int[_tokens.Length + 1];
        for (var i = 0; i < _tokens.Length; i++)
            _firsts[i + 1] = _firsts[i] + (IsSpelled(_tokens[i]) ? _tokens[i].Text.Length : 1);
        _spans = new Span[_firsts[^1]];
        _traits = new WordTraits[_spans.Length];
        for (var i = 0; i < _tokens.Length; i++)
        {
            for (var u = _firsts[i]; u < _firsts[i + 1]; u++)
                _spans[u] = IsSpelled(_tokens[i]) ? new Span(_tokens[i].Span.Start + u - _firsts[i], _tokens[i].Span.Start + u - _firsts[i] + 1) : _tokens[i].Span;
        }
    }

    // Characters beyond the basic plane come as two units; they are too rare to be told apart.
    private bool IsSpelled(Token token) => _byCharacter && token.IsWord && token.Text[0] >= '\u3400';

    /// <summary>What the units look like.</summary>
    public ReadOnlySpan<WordTraits> Traits => _traits;

    /// <summary>Where the units stand in the normalised text, in UTF-16.</summary>
    public ReadOnlySpan<Span> Spans => _spans;

    /// <summary>The units of tokens.</summary>
    public TokenRange UnitsOf(TokenRange tokens) => new(_firsts[tokens.Start], _firsts[tokens.End]);

    /// <summary>The tokens that units touch.</summary>
    public TokenRange TokensOf(TokenRange units)
    {
        var first = Array.BinarySearch(_firsts, units.Start);
        var last = Array.BinarySearch(_firsts, units.End - 1);
        return new TokenRange(first < 0 ? ~first - 1 : first, last < 0 ? ~last : last + 1);
    }

    /// <summary>False where a script has capitals and there are none: names without any are too rare to look for.</summary>
    public bool MayHoldNames(TokenRange units)
    {
        if (_byCharacter)
            return units.Length > 0;
        foreach (ref readonly var traits in _traits.AsSpan(units.Start, units.Length))
        {
            if (traits.IsCapital)
                return true;
        }

        return false;
    }

    /// <summary>The units as a name.</summary>
    public TaggedName Name(TokenRange units, NameType type, float confidence)
    {
        // "глава японского МИДа в Москву": no name ends with a preposition.
        if (!_byCharacter && units.Length > 1 && _text.Tokens[TokensOf(units).End - 1].Readings is [{ Class: WordClass.Preposition }, ..])
            units = new TokenRange(units.Start, units.End - 1);
        var tokens = TokensOf(units);
        var isWhole = UnitsOf(tokens) == units;
        return new TaggedName(tokens, isWhole ? NameSpan(_text, tokens, _pack.Names) : new Span(_spans[units.Start].Start, _spans[units.End - 1].End), type, isWhole, confidence);
    }

    /// <summary>Where the name of some tokens stands, without what is written with its last word and no part of it ("Kazakhstan's").</summary>
    public static Span NameSpan(SegmentedText text, TokenRange tokens, INameForms names)
    {
        var last = text.Tokens[tokens.End - 1];
        return new Span(text.Tokens[tokens.Start].Span.Start, last.IsWord ? last.Span.Start + names.NameLength(last.Text) : last.Span.End);
    }

    /// <summary>Looks at all tokens once.</summary>
    public static NameFeatures Of(SegmentedText text, SyntaxLayer syntax, List<Draft> drafts, LanguagePack pack, NameLists lists)
    {
        var features = new NameFeatures(text, syntax, pack);
        for (var i = 0; i < features._tokens.Length; i++)
        {
            if (features._byCharacter)
                features.Characters(i);
            else
                features.Word(i, lists.Words);
        }

        if (features._byCharacter)
            features.Listed(lists.Words);

        features.Quotations();
        features.Spots(drafts);
        features.WellKnown(lists.WellKnown);
        features.Elsewhere();
        return features;
    }

    private void Word(int i, NameWords words)
    {
        var token = _tokens[i];
        ref var traits = ref _traits[i];
        traits.IsWord = token.Kind == TokenKind.Word;
        var fold = traits.IsWord ? token.Fold.AsSpan(0, _pack.Names.NameLength(token.Fold)) : token.Fold;
        traits.Form = FeatureHash.Of(fold);
        traits.IsCapital = token.IsCapitalized;
        traits.Stemmed = -1;
        traits.Shape = ShapeOf(token);
        traits.Cases = _syntax.CaseOf[i];
        if (!traits.IsWord)
        {
            traits.Lemma = traits.Stem = traits.Form;
            traits.Word = 15;
            return;
        }

        traits.Suffix3 = FeatureHash.Of(fold[^Math.Min(3, fold.Length)..]);
        traits.Word = WordOf(token);
        traits.Stem = FeatureHash.Of(fold[.._pack.Morphology.StemLength(fold)]);
        traits.Lemma = !_pack.Morphology.HasLexicon ? traits.Stem : token.Readings is [{ Base: { } lemma }, ..] ? FeatureHash.Of(lemma) : traits.Form;
        traits.Head = HeadOf(i);
        if (!traits.IsCapital)
            return;
        traits.Kinds = words.Of(traits.Form);
        traits.Suffix2 = FeatureHash.Of(fold[^Math.Min(2, fold.Length)..]);
        traits.Suffix4 = FeatureHash.Of(fold[^Math.Min(4, fold.Length)..]);
        traits.Prefix2 = FeatureHash.Of(fold[..Math.Min(2, fold.Length)]);
        traits.Prefix3 = FeatureHash.Of(fold[..Math.Min(3, fold.Length)]);
        if (!_stemIndex.TryGetValue(traits.Stem, out var stem))
        {
            _stemIndex[traits.Stem] = stem = _stems.Count;
            _stems.Add(new StemUse { IsGiven = _pack.Names.IsGivenName(token.Text) });
        }

        traits.Stemmed = stem;
        traits.IsGiven = _stems[stem].IsGiven;
    }

    // Kinds of the listed words over each character, and its place in them: begins, within, ends.
    private void Listed(NameWords words)
    {
        for (var i = 0; i < _traits.Length; i++)
        {
            var hash = FeatureHash.Start;
            for (var n = 1; n <= words.Longest && i + n <= _traits.Length && _traits[i + n - 1].Letter != 0; n++)
            {
                hash = FeatureHash.Next(hash, _traits[i + n - 1].Letter);
                if (n < 2)
                    continue;
                if (n == 2 && !words.MayBegin(hash))
                    break;
                if (words.Of(hash) is var kinds and not 0)
                {
                    for (var t = i; t < i + n; t++)
                        _traits[t].Kinds |= kinds << (t == i ? 0 : t == i + n - 1 ? NameWords.Count * 2 : NameWords.Count);
                }
            }
        }
    }

    private static uint WordOf(Token token)
    {
        var reading = token.Readings.Length > 0 ? token.Readings[0] : default;
        return (uint)reading.Class | (reading.IsGuessed ? 16u : 0) | (IsName(token) ? 32u : 0) | ((uint)reading.Form << 6);
    }

    private void Characters(int i)
    {
        var token = _tokens[i];
        var word = FeatureHash.Of(token.Fold);
        var (wordTraits, head) = token.IsWord ? (WordOf(token), HeadOf(i)) : (15u, 0u);
        var (first, end) = (_firsts[i], _firsts[i + 1]);
        for (var u = first; u < end; u++)
        {
            ref var traits = ref _traits[u];
            var isSpelled = IsSpelled(token);
            traits.Form = isSpelled ? FeatureHash.Of(token.Fold.AsSpan(u - first, 1)) : word;
            traits.Letter = isSpelled ? token.Fold[u - first] : '\0';
            traits.Lemma = word;
            traits.Word = wordTraits;
            traits.Head = head;
            traits.Stemmed = -1;
            traits.IsWord = token.IsWord;
            // Place in the word, and how long the word is.
            traits.Shape = isSpelled ? 64u + (u == first ? 1u : 0) + (u == end - 1 ? 2u : 0) + (uint)(4 * Math.Min(end - first, 5)) : ShapeOf(token) & 63;
            traits.Signs = isSpelled ? _pack.Names.SignsOf(token.Text[u - first]) : 0;
        }
    }

    private static bool IsName(Token token)
    {
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading.IsProper)
                return true;
        }

        return false;
    }

    private uint HeadOf(int i)
    {
        var token = _tokens[i];
        if (_pack.Actors.OrganisationHeads.TryGetValue(token.Fold, out var sort))
            return FeatureHash.Of(sort);
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading.Class is WordClass.Noun or WordClass.Unknown)
                return _pack.Actors.OrganisationHeads.TryGetValue(reading.Base, out sort) ? FeatureHash.Of(sort) : 0;
        }

        return 0;
    }

    private static uint ShapeOf(Token token)
    {
        if (token.Kind != TokenKind.Word)
            return token.Kind == TokenKind.Number ? 1u : 2u + (token.Text[0] is '«' or '»' or '"' or '“' or '”' or '„' ? 0u : token.Text[0] switch { '.' => 1u, ',' => 2u, '-' or '–' or '—' => 3u, '(' => 4u, ')' => 5u, ':' => 6u, _ => 7u });
        // Runs of the same class once: lower, upper, Latin lower, Latin upper, digit, hyphen.
        var shape = 16u;
        var last = 0u;
        var runs = 0;
        foreach (var c in token.Text)
        {
            var kind = c switch
            {
                >= 'a' and <= 'z' => 3u,
                >= 'A' and <= 'Z' => 4u,
                _ when char.IsDigit(c) => 5u,
                _ when char.IsUpper(c) => 2u,
                _ when char.IsLetter(c) => 1u,
                _ => 6u,
            };
            if (kind != last && runs < 6)
            {
                shape = (shape * 7) + kind;
                runs++;
            }

            last = kind;
        }

        return (shape * 4) + (uint)(token.Text.Length switch { 1 => 0, 2 => 1, < 6 => 2, _ => 3 });
    }

    private void Quotations()
    {
        foreach (var quotation in _text.Quotations)
        {
            var range = quotation.Tokens;
            if (range.Length is 0 or > LongestQuotation)
                continue;
            var units = UnitsOf(range);
            for (var u = units.Start; u < units.End; u++)
                _traits[u].Quote = 1u + (u == units.Start ? 1u : 0) + (u == units.End - 1 ? 2u : 0) + (range.Length > 4 ? 4u : 0) + (quotation.IsClosed ? 0 : 8u);
        }
    }

    private void Spots(List<Draft> drafts)
    {
        foreach (var draft in drafts)
        {
            var isTitle = draft.Kind is DraftKind.Office or DraftKind.Description or DraftKind.Pronoun;
            var code = 1u + (uint)draft.Kind + (draft.Form == MentionForm.Name ? 0u : 8u) + (FeatureHash.Of(RuleOf(draft.Rule)) << 6);
            Cover(draft.Tokens, code, isTitle);
            if (draft.Kind == DraftKind.Person && draft.Extent.Start < draft.Tokens.Start)
                Cover(new TokenRange(draft.Extent.Start, draft.Tokens.Start), 30u, isTitle: true);
        }
    }

    // "offices:17+name" and "offices:18+name" are one rule here.
    private static ReadOnlySpan<char> RuleOf(string rule) => rule.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? rule.AsSpan(0, colon) : rule;

    private void Cover(TokenRange tokens, uint code, bool isTitle)
    {
        var range = UnitsOf(tokens);
        for (var i = range.Start; i < range.End; i++)
        {
            var place = (i == range.Start ? 16u : 0) + (i == range.End - 1 ? 32u : 0);
            ref var traits = ref _traits[i];
            if (isTitle)
            {
                traits.Title = code ^ place;
                continue;
            }

            // Longer ones come first in the list or hold the later ones.
            if (traits.Outer == 0)
                traits.Outer = code ^ place;
            else
                traits.Inner = code ^ place;
        }
    }

    private void WellKnown(Gazetteer names)
    {
        if (_byCharacter)
            return;
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (!_traits[i].IsCapital || _traits[i].WellKnown != 0 || names.MatchAt(_tokens, i, _text.Sentences[_tokens[i].Sentence].Tokens.End) is not { } match)
                continue;
            var kind = FeatureHash.Of(match.Entries[0].Id) & ~3u;
            for (var t = i; t < match.Tokens.End; t++)
                _traits[t].WellKnown = kind + (t == i ? 1u : 0) + (t == match.Tokens.End - 1 ? 2u : 0);
        }
    }

    private void Elsewhere()
    {
        if (_byCharacter)
            return;
        var stems = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_stems);
        for (var i = 0; i < _tokens.Length; i++)
        {
            ref readonly var traits = ref _traits[i];
            if (!traits.IsWord)
                continue;
            if (!traits.IsCapital)
            {
                if (_stemIndex.TryGetValue(traits.Stem, out var lower))
                    stems[lower].Lower++;
                continue;
            }

            ref var use = ref stems[traits.Stemmed];
            use.Capital++;
            var start = _text.Sentences[_tokens[i].Sentence].Tokens.Start;
            if (i > start && _traits[i - 1].IsWord)
                use.Middle++;
            use.Quoted += traits.Quote != 0 ? 1 : 0;
            if (traits.Outer != 0)
            {
                switch (((traits.Outer & 15u) - 1) & 7u)
                {
                    case (uint)DraftKind.Person: use.Persons++; break;
                    case (uint)DraftKind.Organisation: use.Organisations++; break;
                    default: use.Places++; break;
                }
            }

            if (i > start && _traits[i - 1].IsGiven && !traits.IsGiven)
                use.AfterGiven++;
            if (i > start && (_traits[i - 1].Head != 0 || (i > start + 1 && _traits[i - 1].Shape == 2 && _traits[i - 2].Head != 0)))
                use.AfterHead++;
        }

        for (var i = 0; i < _tokens.Length; i++)
        {
            ref var traits = ref _traits[i];
            if (traits.Stemmed < 0)
                continue;
            ref readonly var use = ref stems[traits.Stemmed];
            traits.Elsewhere = (use.Middle > 0 ? 1u : 0) | (use.Lower > 0 ? 2u : 0) | (use.Quoted > 0 ? 4u : 0) | (use.AfterGiven > 0 ? 8u : 0) | (use.AfterHead > 0 ? 16u : 0)
                | (use.Capital > 1 ? 32u : 0) | ((use.Persons > 0 ? 1u : 0) << 6) | ((use.Organisations > 0 ? 1u : 0) << 7) | ((use.Places > 0 ? 1u : 0) << 8);
        }
    }

    /// <summary>Writes the features of a unit; returns how many.</summary>
    /// <param name="i">The unit.</param>
    /// <param name="sentence">The units of its sentence: those outside are not looked at.</param>
    /// <param name="to">At least <see cref="Most"/> long.</param>
    /// <param name="hidesSpots">Leaves out what the rules found: for texts whose tags come from them.</param>
    public int Write(int i, TokenRange sentence, Span<uint> to, bool hidesSpots = false) =>
        _byCharacter ? WriteCharacter(i, sentence, to, hidesSpots) : WriteWord(i, sentence, to, hidesSpots);

    private int WriteWord(int i, TokenRange sentence, Span<uint> to, bool hidesSpots)
    {
        var n = 0;
        ref readonly var me = ref _traits[i];
        ref readonly var p1 = ref At(i - 1, sentence);
        ref readonly var p2 = ref At(i - 2, sentence);
        ref readonly var n1 = ref At(i + 1, sentence);
        ref readonly var n2 = ref At(i + 2, sentence);

        // What every token has; between names there is little to tell.
        to[n++] = FeatureHash.Of(1, 0);
        to[n++] = FeatureHash.Of(2, me.Form);
        to[n++] = FeatureHash.Of(3, me.Lemma);
        to[n++] = FeatureHash.Of(5, p1.Form, me.Shape);
        to[n++] = FeatureHash.Of(6, n1.Form, me.Shape);
        to[n++] = FeatureHash.Of(13, p1.Shape, me.Shape, n1.Shape);
        to[n++] = FeatureHash.Of(14, me.Word, me.Shape);
        to[n++] = FeatureHash.Of(17, p1.Word, me.Word, n1.Word);
        to[n++] = FeatureHash.Of(20, me.Suffix3, me.Shape);
        to[n++] = FeatureHash.Of(26, me.Title);
        to[n++] = FeatureHash.Of(29, me.WellKnown);
        to[n++] = FeatureHash.Of(31, me.Head, me.IsCapital ? 1u : 0);
        to[n++] = FeatureHash.Of(35, HeadBefore(i, sentence), me.Shape);
        to[n++] = FeatureHash.Of(36, HeadAfter(i, sentence), me.Shape, me.Word);
        to[n++] = FeatureHash.Of(37, Agreement(me, p1), me.Word, p1.Word);
        to[n++] = FeatureHash.Of(38, Agreement(me, n1), me.Word, n1.Word);
        to[n++] = FeatureHash.Of(40, p1.Lemma, me.Shape);
        to[n++] = FeatureHash.Of(41, n1.Lemma, me.Shape);
        to[n++] = FeatureHash.Of(44, p1.Lemma, me.Lemma);
        to[n++] = FeatureHash.Of(45, me.Lemma, n1.Lemma);
        if (me.Quote != 0 || p1.Quote != 0)
        {
            to[n++] = FeatureHash.Of(46, me.Quote, me.Shape);
            to[n++] = FeatureHash.Of(47, me.Quote, BeforeQuotation(i, sentence, out var head));
            to[n++] = FeatureHash.Of(48, me.Quote, head);
        }

        if (!hidesSpots)
        {
            to[n++] = FeatureHash.Of(22, me.Outer, me.Inner);
            to[n++] = FeatureHash.Of(23, p1.Outer, me.Outer);
            to[n++] = FeatureHash.Of(24, me.Outer, n1.Outer);
            to[n++] = FeatureHash.Of(25, me.Outer & 63, me.Shape);
            if (me.IsCapital)
            {
                to[n++] = FeatureHash.Of(21, me.Outer);
                to[n++] = FeatureHash.Of(54, me.Elsewhere >> 6);
                to[n++] = FeatureHash.Of(55, me.Elsewhere >> 6, me.Outer & 63);
            }
        }

        if (!me.IsCapital && me.IsWord && !p1.IsCapital && !n1.IsCapital)
            return n;
        to[n++] = FeatureHash.Of(9, p2.Lemma);
        to[n++] = FeatureHash.Of(10, n2.Lemma);
        to[n++] = FeatureHash.Of(4, me.Shape);
        to[n++] = FeatureHash.Of(11, p1.Shape, me.Shape);
        to[n++] = FeatureHash.Of(12, me.Shape, n1.Shape);
        to[n++] = FeatureHash.Of(15, p1.Word, me.Word);
        to[n++] = FeatureHash.Of(16, me.Word, n1.Word);
        to[n++] = FeatureHash.Of(18, p1.Suffix3, me.Shape);
        to[n++] = FeatureHash.Of(19, n1.Suffix3, me.Shape);
        to[n++] = FeatureHash.Of(27, p1.Title, me.Shape);
        to[n++] = FeatureHash.Of(32, p1.Head, me.Shape);
        to[n++] = FeatureHash.Of(33, p2.Head, p1.Shape, me.Shape);
        to[n++] = FeatureHash.Of(34, n1.Head, me.Shape);
        to[n++] = FeatureHash.Of(39, (uint)me.Cases, p1.Lemma);
        to[n++] = FeatureHash.Of(42, p2.Shape, p1.Shape, me.Shape);
        to[n++] = FeatureHash.Of(43, me.Shape, n1.Shape, n2.Shape);
        if (!me.IsCapital)
            return n;
        if (me.Kinds != 0 || p1.Kinds != 0 || n1.Kinds != 0)
        {
            to[n++] = FeatureHash.Of(63, me.Kinds, me.Shape);
            to[n++] = FeatureHash.Of(64, me.Kinds, me.Word);
            to[n++] = FeatureHash.Of(65, p1.Kinds, me.Kinds, n1.Kinds);
            to[n++] = FeatureHash.Of(66, p1.Kinds, me.Shape);
            to[n++] = FeatureHash.Of(67, n1.Kinds, me.Shape);
            for (var bits = me.Kinds; bits != 0; bits &= bits - 1)
                to[n++] = FeatureHash.Of(68, (uint)BitOperations.TrailingZeroCount(bits), p1.IsCapital ? 1u : 0, n1.IsCapital ? 1u : 0);
        }

        to[n++] = FeatureHash.Of(30, me.WellKnown, me.Quote, i == sentence.Start ? 1u : 0);
        to[n++] = FeatureHash.Of(62, me.WellKnown, me.Word, me.Shape);
        to[n++] = FeatureHash.Of(49, me.Stem);
        to[n++] = FeatureHash.Of(50, me.Prefix2);
        to[n++] = FeatureHash.Of(51, me.Prefix3);
        to[n++] = FeatureHash.Of(52, me.Suffix2);
        to[n++] = FeatureHash.Of(53, me.Suffix4);
        to[n++] = FeatureHash.Of(56, me.Elsewhere & 63);
        to[n++] = FeatureHash.Of(57, me.Elsewhere & 63, me.Shape, i == sentence.Start ? 1u : 0);
        to[n++] = FeatureHash.Of(28, me.IsGiven ? 1u : 0, p1.IsGiven ? 1u : 0, n1.IsGiven ? 1u : 0);
        to[n++] = FeatureHash.Of(58, p1.IsGiven ? 1u : 0, me.Word, me.Shape);
        to[n++] = FeatureHash.Of(59, me.IsGiven ? 1u : 0, n1.Shape);
        to[n++] = FeatureHash.Of(60, p2.Lemma, p1.Lemma);
        to[n++] = FeatureHash.Of(61, n1.Lemma, n2.Lemma);
        return n;
    }

    private int WriteCharacter(int i, TokenRange sentence, Span<uint> to, bool hidesSpots)
    {
        var n = 0;
        ref readonly var me = ref At(i, sentence);
        ref readonly var p1 = ref At(i - 1, sentence);
        ref readonly var p2 = ref At(i - 2, sentence);
        ref readonly var n1 = ref At(i + 1, sentence);
        ref readonly var n2 = ref At(i + 2, sentence);
        var token = TokensOf(new TokenRange(i, i + 1)).Start;
        ref readonly var before = ref At(_firsts[token] - 1, sentence);
        ref readonly var after = ref At(_firsts[token + 1], sentence);

        to[n++] = FeatureHash.Of(1, me.Shape);
        to[n++] = FeatureHash.Of(2, me.Form);
        to[n++] = FeatureHash.Of(3, me.Lemma, me.Shape);
        to[n++] = FeatureHash.Of(4, p1.Form);
        to[n++] = FeatureHash.Of(5, n1.Form);
        to[n++] = FeatureHash.Of(6, p2.Form);
        to[n++] = FeatureHash.Of(7, n2.Form);
        to[n++] = FeatureHash.Of(8, p1.Form, me.Form);
        to[n++] = FeatureHash.Of(9, me.Form, n1.Form);
        to[n++] = FeatureHash.Of(10, p2.Form, p1.Form);
        to[n++] = FeatureHash.Of(11, n1.Form, n2.Form);
        to[n++] = FeatureHash.Of(12, p1.Form, n1.Form);
        to[n++] = FeatureHash.Of(13, me.Form, me.Shape);
        to[n++] = FeatureHash.Of(14, before.Lemma, me.Shape);
        to[n++] = FeatureHash.Of(15, after.Lemma, me.Shape);
        to[n++] = FeatureHash.Of(16, before.Lemma, me.Lemma, me.Shape & 3);
        to[n++] = FeatureHash.Of(17, me.Lemma, after.Lemma, me.Shape & 3);
        to[n++] = FeatureHash.Of(18, me.Word, me.Shape);
        to[n++] = FeatureHash.Of(19, before.Word, me.Word, after.Word);
        to[n++] = FeatureHash.Of(20, before.Shape, me.Shape, after.Shape);
        to[n++] = FeatureHash.Of(21, me.Signs, me.Shape);
        to[n++] = FeatureHash.Of(22, p1.Signs, me.Signs, n1.Signs);
        to[n++] = FeatureHash.Of(23, me.Signs, n1.Signs, n2.Signs);
        to[n++] = FeatureHash.Of(24, p2.Signs, p1.Signs, me.Signs);
        to[n++] = FeatureHash.Of(25, me.Title, p1.Title, n1.Title);
        to[n++] = FeatureHash.Of(26, me.Head, me.Shape);
        to[n++] = FeatureHash.Of(27, after.Head, me.Shape);
        to[n++] = FeatureHash.Of(28, before.Head, me.Shape);
        to[n++] = FeatureHash.Of(29, HeadWithin(token, sentence), me.Shape & 3);
        if (me.Quote != 0 || p1.Quote != 0 || n1.Quote != 0)
            to[n++] = FeatureHash.Of(30, p1.Quote, me.Quote, n1.Quote);
        if (me.Kinds != 0)
        {
            to[n++] = FeatureHash.Of(35, me.Kinds);
            to[n++] = FeatureHash.Of(36, p1.Kinds, me.Kinds, n1.Kinds);
            to[n++] = FeatureHash.Of(37, me.Kinds, me.Shape);
            for (var bits = me.Kinds; bits != 0; bits &= bits - 1)
                to[n++] = FeatureHash.Of(38, (uint)BitOperations.TrailingZeroCount(bits));
        }

        if (hidesSpots)
            return n;
        to[n++] = FeatureHash.Of(31, me.Outer, me.Inner);
        to[n++] = FeatureHash.Of(32, p1.Outer, me.Outer, n1.Outer);
        to[n++] = FeatureHash.Of(33, me.Outer & 63, me.Shape);
        to[n++] = FeatureHash.Of(34, me.Outer & 63, me.Lemma);
        return n;
    }

    // The head of a body or place up to four words on: "上海|合作|组织".
    private uint HeadWithin(int token, TokenRange sentence)
    {
        for (var t = token + 1; t < Math.Min(_tokens.Length, token + 5) && _firsts[t] < sentence.End && _tokens[t].IsWord; t++)
        {
            if (_traits[_firsts[t]].Head is var head and not 0)
                return head + (uint)(t - token);
        }

        return 0;
    }

    private static readonly WordTraits[] Edge = [new() { Form = 1, Lemma = 1, Stem = 1, Shape = 15, Word = 1023 }];

    private ref readonly WordTraits At(int i, TokenRange sentence)
    {
        if (sentence.Contains(i))
            return ref _traits[i];
        return ref Edge[0];
    }

    private static uint Agreement(in WordTraits a, in WordTraits b) => (a.Cases & b.Cases) != 0 ? 1u : 0;

    // The head of an organisation's name up to four words before: "Министерства [сельского хозяйства]".
    private uint HeadBefore(int i, TokenRange sentence)
    {
        for (var t = i - 1; t >= sentence.Start && t >= i - 4; t--)
        {
            if (_traits[t].Head != 0)
                return _traits[t].Head + (uint)(i - t) + (_traits[t].IsCapital ? 8u : 0);
            if (!_traits[t].IsWord && _traits[t].Shape != 2 || (_traits[t].Word & 15) is (uint)WordClass.Verb)
                break;
        }

        return 0;
    }

    // The head that adjectives lead to: "[южная] водозаборная станция".
    private uint HeadAfter(int i, TokenRange sentence)
    {
        for (var t = i + 1; t < sentence.End && t <= i + 3; t++)
        {
            if (_traits[t].Head != 0)
                return _traits[t].Head + (uint)(t - i) + (_traits[t].IsCapital ? 8u : 0);
            if ((_traits[t].Word & 15) is not ((uint)WordClass.Adjective or (uint)WordClass.Participle))
                break;
        }

        return 0;
    }

    // The word before the quotation that holds the token: газета «…», проект «…».
    private uint BeforeQuotation(int i, TokenRange sentence, out uint head)
    {
        head = 0;
        for (var t = i; t >= sentence.Start && t >= i - LongestQuotation; t--)
        {
            if (_traits[t].Shape != 2)
                continue;
            if (t == sentence.Start)
                return 2;
            head = _traits[t - 1].Head;
            return _traits[t - 1].Lemma;
        }

        return 1;
    }
}
