using Readout.Morphology;
using Readout.Text;

namespace Readout.Reference;

internal enum GazetteerKind : byte { State, Person, PersonShort, Organisation, Place, Office }

/// <summary>What a name in the gazetteer stands for.</summary>
/// <param name="Kind">Which table.</param>
/// <param name="Id">Id of the row.</param>
/// <param name="IsWeak">True for abbreviations and nicknames that mean several things (РК, Штаты): the document decides.</param>
internal readonly record struct GazetteerEntry(GazetteerKind Kind, string Id, bool IsWeak);

/// <summary>A name found in a text: the longest that begins at its first token.</summary>
internal readonly record struct GazetteerMatch(TokenRange Tokens, IReadOnlyList<GazetteerEntry> Entries);

/// <summary>Finds known names of one language in any inflection.</summary>
/// <remarks>A trie over words; a word of the text goes along an edge when the form or one of its base forms stands on it. Immutable once built, thread-safe.</remarks>
internal sealed class Gazetteer
{
    private readonly Node _root = new(false, false);

    private sealed class Node(bool needsCapital, bool isAbbreviation, bool isSingular = false, bool isPlural = false)
    {
        public readonly bool NeedsCapital = needsCapital;

        // Of "Орёл" there is no plural: "Орлов" is somebody's surname.
        public readonly bool IsSingular = isSingular;

        // "Штат" is one of the Штаты.
        public readonly bool IsPlural = isPlural;
        public readonly bool IsAbbreviation = isAbbreviation;
        public Dictionary<string, List<Node>>? Edges;
        public List<GazetteerEntry>? Entries;

        // Children by the form that made them, so that names with the same beginning share it.
        public Dictionary<string, Node>? ByForm;
    }

    public static Gazetteer Build(ReferenceDictionary reference, IMorphology morphology, string language)
    {
        var gazetteer = new Gazetteer();
        var readings = new Dictionary<string, WordReading[]>(StringComparer.Ordinal);
        foreach (var state in reference.States.Values.OrderBy(s => s.Iso3, StringComparer.Ordinal))
        {
            foreach (var name in state.LocalNames)
                gazetteer.Add(name, new GazetteerEntry(GazetteerKind.State, state.Iso3, state.LocalAmbiguous.Contains(name)), morphology, readings);
        }

        foreach (var person in reference.Persons.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            if (person.Names.TryGetValue(language, out var name))
                gazetteer.Add(name, new GazetteerEntry(GazetteerKind.Person, person.Id, false), morphology, readings);
            foreach (var alias in person.LocalAliases.Where(a => a.Contains(' ', StringComparison.Ordinal) && !a.Contains('.', StringComparison.Ordinal)))
                gazetteer.Add(alias, new GazetteerEntry(GazetteerKind.Person, person.Id, false), morphology, readings);
            // Chinese has no blanks: what stands without the dot of a full name is a short one.
            foreach (var alias in language == "zh" ? person.LocalAliases : [])
                gazetteer.Add(alias, new GazetteerEntry(alias.Contains('·', StringComparison.Ordinal) ? GazetteerKind.Person : GazetteerKind.PersonShort, person.Id, false), morphology, readings);
            if (person.LocalShort.Length > 1 && person.LocalShort != name)
                gazetteer.Add(person.LocalShort, new GazetteerEntry(GazetteerKind.PersonShort, person.Id, true), morphology, readings);
        }

        foreach (var organisation in reference.Organisations.Values.Where(o => ActsItself(o)).OrderBy(o => o.Id, StringComparer.Ordinal))
        {
            foreach (var name in organisation.LocalNames.Concat(organisation.Names.TryGetValue("en", out var english) ? [english] : []))
                gazetteer.Add(name, new GazetteerEntry(GazetteerKind.Organisation, organisation.Id, false), morphology, readings);
        }

        foreach (var place in reference.Places.Values.Where(p => p.Kind is not ("route" or "pipeline" or "railway")).OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            foreach (var name in place.LocalNames)
                gazetteer.Add(name, new GazetteerEntry(GazetteerKind.Place, place.Id, false), morphology, readings);
        }

        foreach (var office in reference.Offices.Values.OrderBy(o => o.Id, StringComparer.Ordinal))
        {
            foreach (var name in office.LocalNames.Concat(office.LocalVariants))
                gazetteer.Add(name, new GazetteerEntry(GazetteerKind.Office, office.Id, false), morphology, readings);
        }

        return gazetteer;
    }

    /// <summary>A gazetteer of other names than those of the reference.</summary>
    public static Gazetteer Of(IEnumerable<(string Name, GazetteerEntry Entry)> names, IMorphology morphology)
    {
        var gazetteer = new Gazetteer();
        var readings = new Dictionary<string, WordReading[]>(StringComparer.Ordinal);
        foreach (var (name, entry) in names)
            gazetteer.Add(name, entry, morphology, readings);
        return gazetteer;
    }

    // Initiatives, concepts and two-sided formats are named things, not organisations.
    private static bool ActsItself(OrganisationRow row) => row.Kind is not ("initiative" or "concept" or "programme" or "summit" or "agreement" or "event")
        && !(row.Kind == "format" && row.LocalNames.Any(n => n.Contains('–', StringComparison.Ordinal)));

    private void Add(string name, GazetteerEntry entry, IMorphology morphology, Dictionary<string, WordReading[]> known)
    {
        var at = _root;
        var words = morphology.Tokenize(name, new Span(0, name.Length));
        foreach (var (span, kind) in words)
        {
            var word = span.In(name);
            if (IsQuotationMark(word))
                continue;
            at.ByForm ??= new(StringComparer.Ordinal);
            var form = IsDash(word) ? "-" : word;
            if (!at.ByForm.TryGetValue(form, out var child))
            {
                // Offices are written with a capital or without; other names as the table has them.
                // Of the words of a name Kazakh writes only the first with a capital for sure: "БҰҰ Қауіпсіздік кеңесі".
                var needsCapital = entry.Kind != GazetteerKind.Office && kind == TokenKind.Word && char.IsUpper(word[0]) && (at == _root || entry.Kind != GazetteerKind.Organisation || !morphology.KeepsNamesWhole);
                child = new Node(needsCapital, needsCapital && word.Length > 1 && char.IsUpper(word[1]) && word.All(c => !char.IsLower(c)), needsCapital && words.Count == 1 && Is(Numbers.Singular, form, morphology, known), needsCapital && words.Count == 1 && Is(Numbers.Plural, form, morphology, known));
                at.ByForm[form] = child;
                at.Edges ??= new(StringComparer.Ordinal);
                foreach (var key in Keys(form, kind, words.Count == 1, morphology, known).Concat(entry.Kind is GazetteerKind.Person or GazetteerKind.PersonShort ? SurnameForms(form) : []))
                {
                    if (!at.Edges.TryGetValue(key, out var children))
                        at.Edges[key] = children = [];
                    children.Add(child);
                }
            }

            at = child;
        }

        if (at == _root)
            return;
        at.Entries ??= [];
        if (!at.Entries.Contains(entry))
            at.Entries.Add(entry);
    }

    // Of surnames in -ов and -ин the lexicon may know the instrumental as another word's only: "Лавровым" is no laurel.
    private static IEnumerable<string> SurnameForms(string form)
    {
        var fold = TextNormalizer.Fold(form);
        return fold.Length > 4 && (fold.EndsWith("ов", StringComparison.Ordinal) || fold.EndsWith("ев", StringComparison.Ordinal) || fold.EndsWith("ин", StringComparison.Ordinal) || fold.EndsWith("ын", StringComparison.Ordinal))
            ? [fold + "ым", fold + "а", fold + "у", fold + "е"] : [];
    }

    // A name of one word stands in the nominative: "Кена" is no form of "Кен".
    private static IEnumerable<string> Keys(string form, TokenKind kind, bool isWhole, IMorphology morphology, Dictionary<string, WordReading[]> known)
    {
        var fold = TextNormalizer.Fold(form);
        if (kind != TokenKind.Word)
            return [fold];
        if (isWhole && morphology.KeepsNamesWhole)
            return [fold];
        if (!known.TryGetValue(form, out var readings))
            known[form] = readings = morphology.Analyze(form);
        var isNamed = isWhole && readings.Any(r => r.Class == WordClass.Noun && (r.Cases & Cases.Nominative) != 0);
        return readings.Where(r => !(isNamed || (isWhole && r.IsGuessed)) || (r.Cases & Cases.Nominative) != 0).Where(r => r.Class is WordClass.Noun or WordClass.Adjective or WordClass.Participle or WordClass.Unknown or WordClass.Numeral or WordClass.Preposition or WordClass.Conjunction)
            .Select(r => r.Base).Append(fold).Distinct(StringComparer.Ordinal);
    }

    private static bool Is(Numbers numbers, string form, IMorphology morphology, Dictionary<string, WordReading[]> known)
    {
        if (!known.TryGetValue(form, out var readings))
            known[form] = readings = morphology.Analyze(form);
        return readings.Any(r => r.Class == WordClass.Noun && (r.Cases & Cases.Nominative) != 0 && r.Numbers == numbers) && readings.All(r => r.Class != WordClass.Noun || r.Numbers == numbers || (r.Cases & Cases.Nominative) == 0);
    }

    /// <summary>The longest names that begin at a token, one match a kind of length; empty when none does.</summary>
    public GazetteerMatch? MatchAt(Token[] tokens, int start, int end)
    {
        var bestEnd = -1;
        List<GazetteerEntry>? best = null;
        Walk(_root, tokens, start, end, ref bestEnd, ref best);
        return best is null ? null : new GazetteerMatch(new TokenRange(start, bestEnd), best);
    }

    private static void Walk(Node node, Token[] tokens, int at, int end, ref int bestEnd, ref List<GazetteerEntry>? best)
    {
        if (node.Entries is not null && at >= bestEnd)
        {
            if (at > bestEnd || best is null)
                best = node.Entries;
            else if (best != node.Entries)
                best = [.. best, .. node.Entries.Except(best)];
            bestEnd = at;
        }

        if (node.Edges is null)
            return;
        while (at < end && node.Entries is null && tokens[at].Kind != TokenKind.Word && IsQuotationMark(tokens[at].Text) && node.Edges.Count > 0 && at > 0)
            at++;
        if (at >= end)
            return;
        var token = tokens[at];
        if (token.Kind == TokenKind.Word)
        {
            Follow(node, token.Fold, NumbersOf(token.Readings, token.Fold), token, tokens, at, end, ref bestEnd, ref best);
            for (var r = 0; r < token.Readings.Length; r++)
            {
                var key = token.Readings[r].Base;
                if (key != token.Fold && !Seen(token.Readings, r, key))
                    Follow(node, key, NumbersOf(token.Readings, key), token, tokens, at, end, ref bestEnd, ref best);
            }
        }
        else
        {
            Follow(node, IsDash(token.Text) ? "-" : token.Fold, Numbers.Any, token, tokens, at, end, ref bestEnd, ref best);
        }
    }

    private static bool Seen(WordReading[] readings, int before, string key)
    {
        for (var i = 0; i < before; i++)
        {
            if (readings[i].Base == key)
                return true;
        }

        return false;
    }

    // The numbers that the word may stand in as a form of a base; any when it is no noun that declines.
    private static Numbers NumbersOf(WordReading[] readings, string key)
    {
        var numbers = Numbers.None;
        foreach (ref readonly var reading in readings.AsSpan())
        {
            if (reading.Base == key)
                numbers |= reading.Class == WordClass.Noun ? reading.Numbers : Numbers.Any;
        }

        return numbers == Numbers.None ? Numbers.Any : numbers;
    }

    private static void Follow(Node node, string key, Numbers numbers, Token token, Token[] tokens, int at, int end, ref int bestEnd, ref List<GazetteerEntry>? best)
    {
        if (!node.Edges!.TryGetValue(key, out var children))
            return;
        foreach (var child in children)
        {
            if ((child.NeedsCapital && !char.IsUpper(token.Text[0])) || (child.IsSingular && numbers == Numbers.Plural) || (child.IsPlural && numbers == Numbers.Singular))
                continue;
            if (child.IsAbbreviation && !(token.Text.Length > 1 && char.IsUpper(token.Text[1])))
                continue;
            Walk(child, tokens, at + 1, end, ref bestEnd, ref best);
        }
    }

    private static bool IsQuotationMark(string mark) => mark is "«" or "»" or "“" or "”" or "„" or "\"";

    private static bool IsDash(string mark) => mark is "-" or "–" or "—" or "--" or "−";
}
