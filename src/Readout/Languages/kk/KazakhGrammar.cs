using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Places;
using Readout.Reference;
using Readout.Statements;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Kazakh: functions from suffixes, the verb last, tables matched by the stems of verbs.</summary>
internal sealed class KazakhGrammar(KazakhMorphology morphology, ReferenceDictionary reference, LanguageTables tables) : IGrammar
{
    private readonly KazakhTables _tables = KazakhTables.Load(tables, morphology, reference);

    public SyntaxLayer Syntax(SegmentedText text, LanguagePack pack) => KazakhSyntax.Find(text);

    public List<Draft> Names(SegmentedText text, SyntaxLayer syntax, LanguagePack pack) => KazakhNameFinder.Find(text, syntax, pack, _tables);

    public StatementLayer Statements(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack) =>
        KazakhStatementFinder.Find(text, syntax, actors, _tables);

    public ImmutableArray<FoundEvent> Events(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        KazakhEventFinder.Find(text, syntax, actors, places, times, statements, pack, _tables);

    public ImmutableArray<FoundCommitment> Commitments(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        KazakhCommitmentFinder.Find(text, syntax, actors, times, statements, pack.Frames, pack.Topics, _tables);

    public ImmutableArray<FoundInitiative> Initiatives(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        KazakhInitiativeFinder.Find(text, actors, statements, events, pack, _tables);
}

/// <summary>Who stands as the subject of a clause.</summary>
internal sealed record KazakhSubject(TokenRange Extent, ImmutableArray<int> Actors);

/// <summary>Stretches of a sentence between its predicates, and who stands in them.</summary>
internal static class KazakhClauses
{
    /// <summary>Where the clause that a predicate ends begins: after the last predicate before it that a comma or conjunction closes.</summary>
    public static int Start(SegmentedText text, int predicate)
    {
        var start = text.SentenceOf(predicate).Tokens.Start;
        for (var i = predicate - 1; i > start; i--)
        {
            if (text.Tokens[i].Text is ";" || text.Tokens[i].Is(',') && text.Tokens[i - 1].IsWord && ClosesClause(text.Tokens[i - 1]))
                return i + 1;
        }

        return start;
    }

    private static bool ClosesClause(Token token) => KazakhSyntax.IsFinite(token) || token.Readings.Any(r => r.Class is WordClass.Converb or WordClass.Participle) || token.Fold is "екенін" or "еді" or "екен" or "болатын" or "жатыр"
        || (token.Fold.Length > 4 && (token.Fold.EndsWith("ып", StringComparison.Ordinal) || token.Fold.EndsWith("іп", StringComparison.Ordinal)));

    /// <summary>The first mention of the stretch that may be its subject, joined with those that "мен" binds to it; null when none stands there.</summary>
    /// <param name="withMedia">A newspaper or agency counts too: it says what it reports, but takes part in nothing.</param>
    public static KazakhSubject? Subject(SegmentedText text, ActorLayer actors, SyntaxLayer syntax, int start, int end, bool withMedia = false)
    {
        KazakhSubject? open = null;
        foreach (var mention in actors.In(new TokenRange(start, end)))
        {
            if (mention.Actors.IsEmpty || (!withMedia && actors.Actors[mention.Actors[0]].Sector == "MED") || Modifies(text, actors, mention, end))
                continue;
            var joined = open is not null && mention.Extent.Start == open.Extent.End + 1 && text.Tokens[open.Extent.End].Fold is "мен" or "бен" or "пен" or "және";
            if (open is not null && !joined)
                return open;
            if ((Case(mention, syntax) & Cases.Nominative) == 0)
            {
                open = null;
                continue;
            }

            open = open is null ? new KazakhSubject(mention.Extent, mention.Actors) : new KazakhSubject(new TokenRange(open.Extent.Start, mention.Extent.End), [.. open.Actors.Union(mention.Actors)]);
            if (mention.Extent.End + 1 >= end || !(text.Tokens[mention.Extent.End].Fold is "мен" or "бен" or "пен" or "және"))
                return open;
        }

        return open;
    }

    // "Руанда өкілдері", "Кения полициясы": who acts for the state.
    private static readonly string[] Acting = ["тарап", "үкімет", "билік", "жақ", "басшылық", "өкіл", "шенеунік", "дипломат", "полиция", "әскер", "армия", "билеуші", "күш", "күзет", "күзетші", "парламент", "сарбаз", "ұшақ", "дрон"];

    /// <summary>Where the words of a subject end: "Перу үкіметі", "Қазақстан дипломаты" go on behind the name.</summary>
    public static int EndOfSubject(Token[] tokens, int end, int limit)
    {
        while (end < limit - 1 && tokens[end].IsWord && !tokens[end].IsCapitalized && tokens[end].Fold[^1] is 'ы' or 'і' && KazakhMorphology.IsPossessed(tokens[end]) && Acting.Any(tokens[end].HasBase))
            end++;
        return end;
    }

    // "Солтүстік Корея мәселесі": a bare name before a noun of its own is no subject; "Қазақстан тарапы" is the state itself.
    private static bool Modifies(SegmentedText text, ActorLayer actors, ActorMention mention, int end)
    {
        var next = mention.Extent.End;
        if (next >= end || !text.Tokens[next].IsWord || text.Tokens[next].IsCapitalized)
            return false;
        var fold = text.Tokens[next].Fold;
        if (fold is "арасында" or "арасындағы" or "үшін" or "туралы" or "бойынша" or "арқылы" or "тарапынан" or "жөнінде" or "сияқты" or "секілді" or "атынан" or "атындағы" or "кезінде" or "жайлы" or "аясында" or "шеңберінде" or "барысында" or "қарсаңында" or "құрамында" or "жанында" or "жанындағы" or "қатысуымен" or "төрағалығымен" or "маңында" or "алдында" or "тұсында")
            return true;
        // "Зеленский кеңсесінің басшысы"
        if (actors.Actors[mention.Actors[0]].Kind == ActorKind.Person)
            return KazakhMorphology.IsPossessed(text.Tokens[next]) && !(text.Tokens[next].HasBase("ел") || text.Tokens[next].HasBase("мемлекет") || text.Tokens[next].HasBase("тарап")) && (fold.EndsWith("ының", StringComparison.Ordinal) || fold.EndsWith("інің", StringComparison.Ordinal) || (next + 1 < end && KazakhMorphology.IsPossessed(text.Tokens[next + 1]) && fold[^1] is 'ы' or 'і'));
        if (mention.Form != MentionForm.Name)
            return false;
        // "елшілігі жұмысын жалғастырады": a body's own head would stand in the genitive before what is its.
        if (actors.Actors[mention.Actors[0]].Kind == ActorKind.Organization && text.Tokens[next - 1].Fold[^1] is 'ы' or 'і' && fold[^1] == 'н' && (KazakhMorphology.CaseOf(text.Tokens[next]) & Cases.Accusative) != 0)
            return false;
        // "Human Rights Watch ұйымы", "BBC телеарнасы": the body itself.
        if (fold[^1] is 'ы' or 'і' && actors.Actors[mention.Actors[0]].Kind == ActorKind.Organization && (text.Tokens[next].HasBase("ұйым") || text.Tokens[next].HasBase("компания") || text.Tokens[next].HasBase("агенттік") || text.Tokens[next].HasBase("корпорация") || text.Tokens[next].HasBase("газет") || text.Tokens[next].HasBase("басылым") || text.Tokens[next].HasBase("телеарна") || text.Tokens[next].HasBase("портал") || text.Tokens[next].HasBase("қор") || text.Tokens[next].HasBase("банк")))
            return false;
        return KazakhMorphology.IsPossessed(text.Tokens[next]) && !Acting.Any(text.Tokens[next].HasBase);
    }

    /// <summary>
    /// The subject of a clause that ends in a predicate: of two in one clause the first says, the second does
    /// ("Елші Қазақстан бидай жіберетінін айтты").
    /// </summary>
    public static KazakhSubject? Doer(SegmentedText text, ActorLayer actors, SyntaxLayer syntax, int start, int predicate)
    {
        var subject = Subject(text, actors, syntax, start, predicate);
        return subject is not null && KazakhVerb.EndsContent(text.Tokens[predicate].Fold) && Subject(text, actors, syntax, subject.Extent.End, predicate) is { } inner ? inner : subject;
    }

    /// <summary>True for what one is asked and not invited to: "тоқтатуға шақырды", "сабырға шақырды"; "келуге", "Астанаға" invite.</summary>
    public static bool IsAskedFor(Token token) => token.Fold is not ("келуге" or "баруға" or "қатысуға")
        && (token.Fold.EndsWith("уға", StringComparison.Ordinal) || token.Fold.EndsWith("уге", StringComparison.Ordinal) || (token.Fold.Length > 7 && token.Fold[^5..] is "лыққа" or "дыққа" or "тыққа" or "лікке" or "дікке" or "тікке")
            || token.Fold is "сабырға" or "диалогқа" or "бітімге" or "келісімге" or "келіссөзге" or "келіссөздерге" or "тәртіпке" or "ымыраға" or "мәмілеге" or "бейбітшілікке" or "парасатқа" or "жауапқа");

    /// <summary>Whom the sentence invites before a token, "Мусарды … шақырды, ол …"; null when nobody.</summary>
    public static ActorMention? Invitee(SegmentedText text, ActorLayer actors, SyntaxLayer syntax, int start, int end)
    {
        for (var t = end - 1; t > start; t--)
        {
            if (KazakhVerb.Match(text.Tokens[t].Fold, "шақыр") is { Form: KazakhForm.Past or KazakhForm.Converb })
                return actors.In(new TokenRange(start, t)).LastOrDefault(m => (Case(m, syntax) & Cases.Accusative) != 0 && m.Actors is [var who] && actors.Actors[who].Kind == ActorKind.Person);
        }

        return null;
    }

    /// <summary>True when the mention is of an envoy, named or not.</summary>
    public static bool IsEnvoy(Token[] tokens, ActorLayer actors, ActorMention mention) => (mention.Form == MentionForm.Name && mention.Actors.Any(a => actors.Actors[a].Office?.Id == "ambassador"))
        || Enumerable.Range(mention.Extent.Start, mention.Extent.Length).Any(t => tokens[t].HasBase("елші") || (tokens[t].HasBase("өкіл") && t > mention.Extent.Start && tokens[t - 1].Fold == "сенімді"));

    /// <summary>"өтуге тиіс болған": what was to be and may not have come.</summary>
    public static bool WasToBe(Token[] tokens, int word, int limit) => word + 1 < limit && tokens[word].Fold is "тиіс" or "керек" or "міндетті" && tokens[word + 1].Fold is "болған" or "еді" or "болатын" or "болды";

    /// <summary>The case of a mention's last word; a pronoun knows its own.</summary>
    public static Cases Case(ActorMention mention, SyntaxLayer syntax) => mention.Form == MentionForm.Pronoun || mention.Cases == Cases.Nominative ? mention.Cases : syntax.CaseOf[mention.Extent.End - 1];

    /// <summary>The words after a dateline: "АСТАНА. ҚазАқпарат – …".</summary>
    public static int AfterDateline(SegmentedText text, Sentence sentence)
    {
        var tokens = text.Tokens;
        if (sentence.Paragraph > 2)
            return sentence.Tokens.Start;
        for (var i = sentence.Tokens.Start + 1; i < Math.Min(sentence.Tokens.End, sentence.Tokens.Start + 12); i++)
        {
            if (tokens[i].Text is "–" or "—" or "-" or "--" && tokens[sentence.Tokens.Start].Text.Length > 2 && (tokens[sentence.Tokens.Start].Text.All(c => !char.IsLower(c)) || tokens[i - 1].Text.Skip(1).Any(char.IsUpper)))
                return i + 1;
        }

        return sentence.Tokens.Start;
    }
}
