using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Statements;

/// <summary>Who does what a verb says.</summary>
/// <param name="Kind">What stands in the subject's place.</param>
/// <param name="Tokens">Its words; empty when it is dropped.</param>
/// <param name="Actors">Indexes of the actors; empty when the text does not tell.</param>
internal readonly record struct Subject(SubjectKind Kind, TokenRange Tokens, ImmutableArray<int> Actors)
{
    public static readonly Subject Dropped = new(SubjectKind.Dropped, default, []);
}

internal enum SubjectKind : byte
{
    /// <summary>None of its own: the subject of the verb before, or of the sentence before.</summary>
    Dropped,

    /// <summary>An actor of the report.</summary>
    Actor,

    /// <summary>Somebody who can speak but is no actor of the report ("эксперты").</summary>
    Somebody,

    /// <summary>A newspaper or agency that carries the words of others.</summary>
    Media,

    /// <summary>A thing: what it does is no saying.</summary>
    Thing,
}

/// <summary>Finds the subject of a verb: nominative, agreeing in number and gender, before or after it.</summary>
internal sealed class SubjectFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, SayingTables tables)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly bool[] _isTime = TimeAt(text, times);

    /// <summary>The subject of a verb.</summary>
    /// <param name="verb">Token of the verb.</param>
    /// <param name="within">The sentence.</param>
    /// <param name="isOpen">False for tokens inside speech or inside what another cue reports.</param>
    public Subject Of(int verb, TokenRange within, Func<int, bool> isOpen)
    {
        var before = PredicateBefore(verb, within, isOpen);
        var start = before < 0 ? within.Start : before + 1;
        // "поблагодарил за приём и подчеркнул": the second verb shares the first one's subject.
        // "Сроки не согласованы, об этом заявил министр": who stands right after the verb is its own.
        if (before >= 0 && verb + 1 < within.End && isOpen(verb + 1) && actors.TopAt(verb + 1) is { } own && own.Extent.Start == verb + 1 && IsPerson(own) && IsSubject(own, verb) && (own.Cases & ~(Cases.Nominative | Cases.Accusative)) == Cases.None && AgreesInGender(own, verb))
            return Coordinated(own, verb, verb, within.End);
        if (before >= 0 && IsCoordinated(verb, before))
            return Agrees(before, verb) ? Of(before, within, isOpen) : Subject.Dropped;
        if (BeforeApposition(verb, start) is { } apposed)
            return apposed;
        if (Best(start, verb, verb, isOpen, fromRight: true, out var weakLeft) is { } left)
            return left;
        // "Бхутто заявила агентству France-Presse": what stands apart from the verb behind it may be anything.
        var right = Best(verb + 1, StretchEnd(verb, within, isOpen), verb, isOpen, fromRight: false, out var weakRight);
        if ((right is { } near && near.Tokens.Start == verb + 1 ? right : weakLeft ?? right ?? weakRight) is { } other)
            return other;
        if (before >= 0 && Agrees(before, verb))
            return Of(before, within, isOpen);
        return Subject.Dropped;
    }

    // "Алексей Клименко, член президиума совета при главном архитекторе Москвы, назвал …"
    private Subject? BeforeApposition(int verb, int start)
    {
        var comma = verb - 1;
        while (comma > start && IsAdverbial(comma))
            comma--;
        if (comma <= start || !_tokens[comma].Is(','))
            return null;
        for (var i = comma - 1; i > start; i--)
        {
            if (!_tokens[i].IsWord && _tokens[i].Text is "«" or "»" or "\"" or "(" or ")")
                continue;
            if (_tokens[i].Is(',') && actors.TopAt(i - 1) is { } mention && mention.Extent.End == i && IsSubject(mention, verb) && IsPerson(mention))
                return new Subject(SubjectKind.Actor, mention.Extent, mention.Actors);
        }

        return null;
    }

    /// <summary>The finite verb before in the same chain of clauses; -1 when there is none.</summary>
    public int PredicateBefore(int verb, TokenRange within, Func<int, bool> isOpen)
    {
        for (var i = verb - 1; i >= within.Start; i--)
        {
            if (!isOpen(i))
                continue;
            if (_tokens[i].Is(':') || _tokens[i].Is(';'))
                return -1;
            if (ClauseSplitter.IsFinite(_tokens[i]) && !IsAside(i))
                return i;
        }

        return -1;
    }

    /// <summary>True for tokens of relative, participial and converbial clauses.</summary>
    public bool IsAside(int token) =>
        syntax.ClauseAt(token).Kind is ClauseKind.Relative or ClauseKind.Participial or ClauseKind.Converbial;

    /// <summary>True when a conjunction stands before the verb and nothing but adverbs between.</summary>
    public bool IsCoordinated(int verb, int after) => ConjunctionBefore(verb, after) >= 0;

    /// <summary>The conjunction (or comma) that joins a verb to the one before it; -1 when something else stands between.</summary>
    public int ConjunctionBefore(int verb, int after)
    {
        for (var i = verb - 1; i > after; i--)
        {
            var token = _tokens[i];
            if (token.Fold is "и" or "а" or "но" or "или")
                return i;
            if (token.Is(','))
            {
                // ", в свою очередь," and ", в частности," stand inside the clause.
                if (ParenthesisStart(i, after) is var opening and >= 0)
                {
                    i = opening;
                    continue;
                }

                return i;
            }

            if (!IsAdverbial(i))
                return -1;
        }

        return -1;
    }

    private int ParenthesisStart(int closing, int after)
    {
        for (var i = closing - 1; i > after && i >= closing - 5; i--)
        {
            if (_tokens[i].Is(','))
                return _tokens[i + 1].Fold is "в" or "со" or "кроме" or "кстати" or "вместе" or "тем" or "при" or "по" ? i : -1;
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return -1;
        }

        return -1;
    }

    private bool IsAdverbial(int token)
    {
        var t = _tokens[token];
        if (!t.IsWord)
            return false;
        var first = t.Readings.Length > 0 ? t.Readings[0].Class : WordClass.Unknown;
        return first is WordClass.Adverb or WordClass.Particle or WordClass.Conjunction or WordClass.Preposition
            || t.Fold is "также" or "тоже" or "не" or "этом" or "того" or "кроме" or "затем" or "вновь"
            || (syntax.PrepositionOf[token] is not null && actors.TopAt(token) is null)
            || (first == WordClass.Numeral)
            // "настоятельно", "решительно": adverbs share their form with short adjectives.
            || (t.Readings.Length > 0 && t.Readings[0] is { Class: WordClass.Adjective, IsShort: true, Genders: Genders.Neuter } && t.Fold.EndsWith('о'));
    }

    /// <summary>True for a comma that opens or closes a date beside a verb ("заявил сегодня, 28 января, министр").</summary>
    public bool IsDateComma(int comma, int verb, int limit) =>
        _tokens[comma].Is(',') && (IsTimeAt(comma + 1, limit) || comma > verb + 1 && _isTime[comma - 1] && IsOpenDate(comma, verb));

    private bool IsTimeAt(int token, int limit) => token < limit && _isTime[token] && _isTime[token - 2];

    // Between the verb and the comma stand only dates and the commas around them.
    private bool IsOpenDate(int comma, int verb)
    {
        var commas = 0;
        for (var i = verb + 1; i < comma; i++)
        {
            if (_tokens[i].Is(','))
                commas++;
            else if (!_isTime[i])
                return false;
        }

        return commas == 1;
    }

    private int StretchEnd(int verb, TokenRange within, Func<int, bool> isOpen)
    {
        for (var i = verb + 1; i < within.End; i++)
        {
            if (!isOpen(i))
                return i;
            if (_tokens[i].Is(':') || _tokens[i].Is(';') || SpeechFinder.IsDash(_tokens[i]))
                return i;
            // "заявил сегодня, 28 января, министр": a date in commas interrupts nothing.
            if (IsDateComma(i, verb, within.End))
                continue;
            if (_tokens[i].Is(',') || (ClauseSplitter.IsFinite(_tokens[i]) && actors.TopAt(i) is null))
                return i;
        }

        return within.End;
    }

    private Subject? Best(int start, int end, int verb, Func<int, bool> isOpen, bool fromRight, out Subject? weak)
    {
        Subject? found = null;
        var isAttribute = false;
        weak = null;
        for (var k = 0; k < end - start; k++)
        {
            var i = fromRight ? end - 1 - k : start + k;
            if (!isOpen(i) || IsAside(i) && !IsAside(verb))
                continue;
            if (actors.TopAt(i) is { } mention)
            {
                if (fromRight ? i != LastIn(mention, end) : i != FirstIn(mention, start))
                    continue;
                if (mention.Cases != Cases.Nominative && HeadNounBefore(mention, start, verb) is { } holder)
                    return holder;
                // "сообщает пресс-служба Министерства": the noun before holds; "сообщил директор … Рауф Гаджиев": the person is meant.
                if (!fromRight && found is not null && !IsPerson(mention))
                    continue;
                if (IsSubject(mention, verb))
                {
                    var subject = Coordinated(mention, verb, start, end);
                    if (!AgreesInGender(mention, verb))
                    {
                        weak ??= subject;
                        continue;
                    }

                    var hangs = IsAttribute(mention);
                    if (!hangs && ((mention.Cases & ~(Cases.Nominative | Cases.Genitive | Cases.Accusative)) == Cases.None && (mention.Cases & Cases.Nominative) != 0 || !fromRight))
                        return found is { Kind: SubjectKind.Actor } && !isAttribute ? found : subject;
                    if (found is null)
                        (found, isAttribute) = (subject, hangs);
                }

                else if (IsBareName(mention, verb))
                {
                    weak ??= new Subject(KindOf(mention), mention.Extent, mention.Actors);
                }

                continue;
            }

            if (found is null && NounSubject(i, verb) is { } noun)
                found = noun;
        }

        // A woman's gender may have been guessed wrong from her name or title: better she than a thing.
        return found is { Kind: SubjectKind.Thing } && weak is not null ? weak : found;
    }

    // "Чжао Лэцзи", "Марко Рубио": every word ends as no declined form does.
    private bool DoesNotDecline(TokenRange name)
    {
        for (var i = name.Start; i < name.End; i++)
        {
            if (!_tokens[i].IsWord || _tokens[i].Fold[^1] is not ('и' or 'о' or 'у' or 'е' or 'э' or 'ю'))
                return false;
        }

        return true;
    }

    // "на заседании совета ЕАЭС": what does not decline hangs on the noun before it, where another may be the subject.
    private bool IsAttribute(ActorMention mention) =>
        mention.Form == MentionForm.Name && mention.Extent == mention.Tokens && mention.Extent.Start > 0 && ((mention.Cases & Cases.Genitive) != 0 || DoesNotDecline(mention.Tokens)) && !_isTime[mention.Extent.Start - 1] && actors.TopAt(mention.Extent.Start - 1) is null && _tokens[mention.Extent.Start - 1] is { IsWord: true } before && before.ReadingOf(WordClass.Noun) is not null;

    // "корреспондент агентства «Казинформ»", "представитель МИД Чехии": the noun of the person is the subject, the actor its owner.
    private Subject? HeadNounBefore(ActorMention mention, int start, int verb)
    {
        for (var i = mention.Extent.Start - 1; i >= Math.Max(start, mention.Extent.Start - 4); i--)
        {
            var token = _tokens[i];
            if (!token.IsWord)
            {
                if (token.Text is "«" or "\"" or "„")
                    continue;
                return null;
            }

            if (actors.TopAt(i) is not null || syntax.PrepositionOf[i] is not null || token.ReadingOf(WordClass.Noun) is null && token.ReadingOf(WordClass.Adjective) is null)
                return null;
            if (SpeakerNounAt(i) == SpeakerNoun.Person && (syntax.CaseOf[i] & Cases.Nominative) != 0 && AgreesInNumber(token.ReadingOf(WordClass.Noun) ?? token.Readings[0], verb))
                return OfAll(i, mention, verb);
        }

        return null;
    }

    // "министры Кении и Омана": of each of the states that follow.
    private Subject OfAll(int noun, ActorMention owner, int verb)
    {
        var (end, owners) = (owner.Extent.End, owner.Actors);
        while (CueFinder.VerbReading(_tokens[verb]) is { Numbers: Numbers.Plural } && end + 1 < _tokens.Length && (_tokens[end].Fold == "и" || _tokens[end].Is(',')) && actors.TopAt(end + 1) is { Form: MentionForm.Name, Actor: >= 0 } next
            && actors.Actors[next.Actor].Kind == actors.Actors[owner.Actors[0]].Kind && (next.Cases & Cases.Genitive) != 0)
        {
            owners = owners.AddRange(next.Actors);
            end = next.Extent.End;
        }

        return new Subject(SubjectKind.Somebody, new TokenRange(noun, end), owners);
    }

    private static int LastIn(ActorMention mention, int end) => Math.Min(mention.Extent.End, end) - 1;

    private static int FirstIn(ActorMention mention, int start) => Math.Max(mention.Extent.Start, start);

    private bool IsSubject(ActorMention mention, int verb)
    {
        if ((mention.Cases & Cases.Nominative) == 0 || syntax.PrepositionOf[mention.Extent.Start] is not null)
            return false;
        if (CueFinder.VerbReading(_tokens[verb]) is not { } reading)
            return false;
        if (reading.Class == WordClass.Converb)
            return true;
        var plural = reading.Numbers == Numbers.Plural;
        if (plural)
            return mention.Numbers == Numbers.Plural || mention.Actors.Length > 1 || IsListed(mention) || IsPluralName(mention);
        return mention.Numbers != Numbers.Plural;
    }

    // "США выразили надежду", "Филиппины согласились": states whose name is a plural.
    private bool IsPluralName(ActorMention mention) =>
        mention.Form == MentionForm.Name && mention.Actors.Length == 1 && actors.Actors[mention.Actors[0]].Kind == ActorKind.State
        && (_tokens[mention.Tokens.Start].Fold is "сша" or "оаэ" || _tokens[mention.Tokens.Start].Readings.Any(r => r.Class == WordClass.Noun && r.Numbers == Numbers.Plural && (r.Cases & Cases.Nominative) != 0));

    // "Мао Нин призвала": the form may be taken for another case of another name.
    private bool IsBareName(ActorMention mention, int verb) =>
        mention.Form == MentionForm.Name && mention.Extent.End == verb && (mention.Cases & (Cases.Dative | Cases.Instrumental | Cases.Locative)) == Cases.None && syntax.PrepositionOf[mention.Extent.Start] is null && mention.Actors.Length == 1
        && actors.Actors[mention.Actors[0]].Kind == ActorKind.Person && mention.Numbers != Numbers.Plural && CueFinder.VerbReading(_tokens[verb]) is not { Numbers: Numbers.Plural };

    private bool AgreesInGender(ActorMention mention, int verb)
    {
        if (CueFinder.VerbReading(_tokens[verb]) is not { Class: WordClass.Verb, Form: VerbForm.Past, Genders: Genders.Masculine or Genders.Feminine } reading || mention.Actors.Length != 1)
            return true;
        var actor = actors.Actors[mention.Actors[0]];
        // A title is masculine by grammar whoever holds it: "посол Хулио Гармендия поблагодарил", "глава МИД Байба Браже сообщил".
        return actor.Kind != ActorKind.Person || actor.Gender == Genders.None || (actor.Gender & reading.Genders) != 0 || (mention.Extent != mention.Tokens && reading.Genders == Genders.Masculine);
    }

    // "Токаев и Си Цзиньпин отметили": each is singular.
    private bool IsListed(ActorMention mention) =>
        mention.Extent.Start >= 2 && (_tokens[mention.Extent.Start - 1].Fold == "и" || _tokens[mention.Extent.Start - 1].Is(','))
        || mention.Extent.End + 1 < _tokens.Length && (_tokens[mention.Extent.End].Fold == "и" || _tokens[mention.Extent.End].Is(',') && actors.TopAt(mention.Extent.End + 1) is { } next && (next.Cases & Cases.Nominative) != 0);

    private Subject Coordinated(ActorMention mention, int verb, int start, int end)
    {
        var range = mention.Extent;
        if (CueFinder.VerbReading(_tokens[verb]) is not { Numbers: Numbers.Plural } || mention.Actors.Length > 1)
            return new Subject(KindOf(mention), range, mention.Actors);
        var all = new List<int>(mention.Actors);
        for (var i = range.Start - 1; i > start && (_tokens[i].Fold == "и" || _tokens[i].Is(',')) && actors.TopAt(i - 1) is { } other && (other.Cases & Cases.Nominative) != 0; i = range.Start - 1)
        {
            all.InsertRange(0, other.Actors);
            range = new TokenRange(other.Extent.Start, range.End);
        }

        // A list may go on beyond the comma that ends the stretch.
        end = Math.Max(end, text.SentenceOf(verb).Tokens.End);
        for (var i = range.End; i + 1 < end && (_tokens[i].Fold == "и" || _tokens[i].Is(',')) && actors.TopAt(i + 1) is { } other && (other.Cases & Cases.Nominative) != 0; i = range.End)
        {
            all.AddRange(other.Actors);
            range = new TokenRange(range.Start, other.Extent.End);
        }

        return new Subject(SubjectKind.Actor, range, [.. all.Distinct()]);
    }

    private SubjectKind KindOf(ActorMention mention)
    {
        if (mention.Actors.Length == 1 && actors.Actors[mention.Actors[0]] is { Kind: ActorKind.Organization } organization
            && (organization.Sector == "MED" || IsMediaNoun(mention.Extent)))
            return SubjectKind.Media;
        return SubjectKind.Actor;
    }

    public bool IsMediaNoun(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (SpeakerNounAt(i) == SpeakerNoun.Media)
                return true;
        }

        return false;
    }

    public SpeakerNoun SpeakerNounAt(int token)
    {
        foreach (ref readonly var reading in _tokens[token].Readings.AsSpan())
        {
            if (reading.Class is WordClass.Noun or WordClass.Unknown or WordClass.Adjective && tables.Speakers.TryGetValue(reading.Base, out var kind))
                return kind;
        }

        // "интернет-издание", "пресс-атташе посольства": the last part decides.
        var hyphen = _tokens[token].Readings.Length > 0 ? _tokens[token].Readings[0].Base.LastIndexOf('-') : -1;
        if (hyphen > 0 && tables.Speakers.TryGetValue(_tokens[token].Readings[0].Base[(hyphen + 1)..], out var last))
            return last;
        return tables.Speakers.GetValueOrDefault(_tokens[token].Fold);
    }

    private static bool[] TimeAt(SegmentedText text, TimeLayer times)
    {
        var at = new bool[text.Tokens.Length];
        foreach (var expression in times.Expressions)
            at.AsSpan(expression.Tokens.Start, expression.Tokens.Length).Fill(true);
        return at;
    }

    private Subject? NounSubject(int token, int verb)
    {
        // "Об этом 30 августа сообщила Акорда": a date does nothing.
        if (_isTime[token])
            return null;
        var t = _tokens[token];
        var isCounted = token > 0 && _tokens[token - 1].Kind == TokenKind.Number && (syntax.CaseOf[token] & Cases.Genitive) != 0;
        if (!t.IsWord || syntax.PrepositionOf[token] is not null || ((syntax.CaseOf[token] & Cases.Nominative) == 0 && !isCounted))
            return null;
        if (t.ReadingOf(WordClass.Pronoun) is { Base: "я" or "он" or "она" or "они" or "мы" or "кто" })
            return new Subject(SubjectKind.Dropped, new TokenRange(token, token + 1), []);
        // "поддержали 26 депутатов": a count, not somebody with a name.
        if (isCounted && CueFinder.VerbReading(_tokens[verb]) is { Class: not WordClass.Converb } && Math.Abs(token - verb) < 4)
            return new Subject(SubjectKind.Thing, new TokenRange(token - 1, token + 1), []);
        if (!t.Readings.Any(r => r.Class is WordClass.Noun or WordClass.Unknown && (r.Cases & Cases.Nominative) != 0 && AgreesInNumber(r, verb)))
            return null;
        var kind = SpeakerNounAt(token);
        // "отметил важность": after the verb a thing is its object, unless it can be no accusative.
        if (kind == SpeakerNoun.None && token > verb && (syntax.CaseOf[token] & Cases.Accusative) != 0)
            return null;
        // The genitive after it tells whose: "представитель МИД Чехии".
        var end = token + 1;
        var owner = end < _tokens.Length && actors.TopAt(end) is { } whose && (whose.Cases & Cases.Genitive) != 0 ? whose : null;
        if (owner is null && end + 1 < _tokens.Length && _tokens[end].IsWord && (SpeakerNounAt(end) != SpeakerNoun.None) && _tokens[end + 1] is var after)
            owner = actors.TopAt(after.IsWord ? end + 1 : Math.Min(end + 2, _tokens.Length - 1));
        // "источник в МИД Перу", "собеседник агентства в правительстве Чили": the body that he speaks from.
        if ((t.HasBase("источник") || t.HasBase("собеседник")) && BodyBehind(token) is { } body)
            return new Subject(SubjectKind.Somebody, new TokenRange(token, body.Extent.End), body.Actors);
        return kind switch
        {
            SpeakerNoun.None when IsName(token) => new Subject(SubjectKind.Somebody, new TokenRange(token, end), []),
            SpeakerNoun.None => new Subject(SubjectKind.Thing, new TokenRange(token, end), []),
            SpeakerNoun.Media => new Subject(SubjectKind.Media, new TokenRange(token, owner?.Extent.End ?? end), owner?.Actors ?? []),
            _ when owner is not null => OfAll(token, owner, verb),
            _ => new Subject(SubjectKind.Somebody, new TokenRange(token, end), []),
        };
    }

    private ActorMention? BodyBehind(int source)
    {
        for (var i = source + 1; i < Math.Min(_tokens.Length, source + 5); i++)
        {
            if (syntax.PrepositionOf[i] is not ("в" or "во" or "из"))
                continue;
            var at = actors.TopAt(i) is null && SpeakerNounAt(i) == SpeakerNoun.Body ? i + 1 : i;
            return at < _tokens.Length && actors.TopAt(at) is { Actor: >= 0 } mention && actors.Actors[mention.Actor] is { Kind: ActorKind.State } or { Kind: ActorKind.Organization, Sector: not "MED" } ? mention : null;
        }

        return null;
    }

    private bool IsPerson(ActorMention mention) => mention.Actors.Length == 1 && actors.Actors[mention.Actors[0]].Kind == ActorKind.Person;

    // A name that is no actor of the report: capital inside the sentence, or capitals throughout ("ВОЗ").
    private bool IsName(int token) =>
        _tokens[token].IsCapitalized && (token > text.SentenceOf(token).Tokens.Start || (_tokens[token].Text.Length > 1 && _tokens[token].Text.All(char.IsUpper)));

    private bool AgreesInNumber(WordReading noun, int verb) =>
        CueFinder.VerbReading(_tokens[verb]) is not { Class: not WordClass.Converb } v || v.Numbers == Numbers.None || noun.Numbers == Numbers.None || (v.Numbers & noun.Numbers) != 0;

    private bool Agrees(int first, int second)
    {
        var (a, b) = (CueFinder.VerbReading(_tokens[first]), CueFinder.VerbReading(_tokens[second]));
        if (a is null || b is null || b.Value.Class == WordClass.Converb)
            return true;
        return (a.Value.Numbers & b.Value.Numbers) != 0 || a.Value.Numbers == Numbers.None || b.Value.Numbers == Numbers.None;
    }
}
