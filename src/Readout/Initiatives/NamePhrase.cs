using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Initiatives;

/// <summary>Reads the phrase around a head: where the name begins and ends, and whether it is one.</summary>
internal sealed class NamePhrase(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;

    /// <summary>The extent of the name; null when the head stands without one.</summary>
    /// <param name="head">Row of the table.</param>
    /// <param name="words">Words of the head.</param>
    /// <param name="within">The rest of the sentence that no other name has taken.</param>
    public TokenRange? Read(InitiativeHead head, TokenRange words, TokenRange within)
    {
        if (!IsNominal(words.Start) || IsCounted(words.Start, within) || Cancels(head, words, within))
            return null;
        var start = Modifiers(words.Start, within.Start);
        if (IsCounted(start, within))
            return null;
        var tail = Tail(words.End, within.End, head.Kind is not ("year" or "workshop" or "games"));
        var route = Route(words.End, within.End);
        var quote = Quote(words.End, within.End) ?? Quote(tail, within.End);
        var subject = Subject(head, tail, within.End);
        var years = Years(Math.Max(tail, subject), within.End);
        var points = Points(tail, within.End);
        var capital = IsCapital(start, words, within);
        var isSome = words.Length > 1 || start < words.Start || tail > words.End || subject > 0;
        var named = (Has(Naming.Self) && IsSelf(words))
            || (Has(Naming.Quote) && quote is not null)
            || (Has(Naming.Quoted) && IsQuoted(start, Math.Max(tail, words.End)))
            || (Has(Naming.Owner) && HasOwner(words.End, tail))
            || (Has(Naming.Proper) && HasProper(start, words.Start))
            || (Has(Naming.Pair) && HasPair(start, words.End))
            || (Has(Naming.Capital) && capital && isSome)
            || (Has(Naming.Subject) && subject > 0)
            || (Has(Naming.Route) && route > words.End)
            || (Has(Naming.Tail) && tail > words.End)
            || (Has(Naming.Years) && years > 0)
            || (Has(Naming.Points) && points > 0)
            || (Has(Naming.Number) && HasOrdinal(start, words.Start));
        if (!named)
            return null;
        if (head.Kind is "treaty" or "programme" && !capital && (IsPlural(words) && subject < 0 || IsOfCompanies(words.Start)))
            return null;

        var end = Math.Max(Math.Max(Math.Max(tail, route), Math.Max(subject, years)), Math.Max(points, quote ?? 0));
        if (head.Named == Naming.Self && head.Ref is not null)
            end = words.End;
        if (end - start > 30)
            end = Math.Max(words.End, tail);
        return WithQuotes(new TokenRange(start, Math.Max(end, words.End)));

        bool Has(Naming naming) => (head.Named & naming) != 0;
    }

    private bool IsNominal(int i)
    {
        foreach (ref readonly var reading in _tokens[i].Readings.AsSpan())
        {
            if (reading.Class is WordClass.Noun or WordClass.Adjective or WordClass.Unknown or WordClass.Numeral or WordClass.Participle or WordClass.Pronoun)
                return true;
        }

        return false;
    }

    // A name of its own may be an ordinary phrase too: "пояс и путь" in lower case is none.
    private bool IsSelf(TokenRange words) => words.Length > 1 || _tokens[words.Start].IsCapitalized || _tokens[words.Start].Readings[0].Class == WordClass.Noun;

    // "пять Институтов Конфуция", "два совместных заявления": counted things are not named.
    private bool IsCounted(int start, TokenRange within)
    {
        if (start <= within.Start)
            return false;
        var before = _tokens[start - 1];
        return before.Kind == TokenKind.Number && !before.Text.Contains('-', StringComparison.Ordinal) && before.Span.End < _tokens[start].Span.Start
            || before.Readings.Length > 0 && before.Readings[0].Class == WordClass.Numeral && !IsOrdinal(before) && !before.HasBase("один")
            || before.HasBase("ряд") || before.HasBase("несколько") || before.HasBase("десяток") || before.HasBase("каждый") || before.HasBase("любой");
    }

    private bool Cancels(InitiativeHead head, TokenRange words, TokenRange within)
    {
        if (head.Not.IsEmpty)
            return false;
        for (var i = words.Start - 1; i >= within.Start && i >= words.Start - 4; i--)
        {
            if (Matches(head, i))
                return true;
            if (_tokens[i].Readings.Length == 0 || _tokens[i].Readings[0].Class is not (WordClass.Adjective or WordClass.Participle or WordClass.Pronoun))
                break;
        }

        return words.End < within.End && (Matches(head, words.End) || words.End + 1 < within.End && _tokens[words.End].Fold is "о" or "об" or "в" or "по" && Matches(head, words.End + 1));
    }

    private bool Matches(InitiativeHead head, int token)
    {
        foreach (var word in head.Not)
        {
            if (word.Matches(_tokens[token]))
                return true;
        }

        return false;
    }

    // Adjectives and ordinals before the head: "XVII саммит", "Межправительственной туркмено-иранской комиссии".
    private int Modifiers(int at, int from)
    {
        var start = at;
        while (start > from)
        {
            var before = _tokens[start - 1];
            if (IsOrdinal(before) && before.Span.End < _tokens[start].Span.Start)
            {
                start--;
                continue;
            }

            // "второй и третьей мастерских": several are named at once.
            if (before.Fold is "и" && start - 1 > from && start < at && IsOrdinal(_tokens[start]) && IsOrdinal(_tokens[start - 2]))
            {
                start -= 2;
                continue;
            }

            if (!before.IsWord || !Agrees(before, at) || IsAttributeOfMoment(before))
                break;
            start--;
        }

        return start;
    }

    // "Минском форуме": the adjective, though the city's instrumental looks the same.
    private bool Agrees(Token before, int at)
    {
        foreach (ref readonly var reading in before.Readings.AsSpan())
        {
            if (reading is { Class: WordClass.Adjective, IsShort: false } && (reading.Cases & syntax.CaseOf[at]) != 0 && (before.IsCapitalized || before.Readings[0].Class == WordClass.Adjective))
                return true;
        }

        return false;
    }

    // "следующий саммит", "новые мастерские": tell which one is meant now, not what it is called.
    private static bool IsAttributeOfMoment(Token token) => HasAny(
        token, "новый", "крупный", "следующий", "очередной", "прошлый", "предстоящий", "важный", "первый", "нынешний", "последний", "недавний", "ежегодный", "прошедший", "будущий", "соответствующий", "данный", "свой", "наш");

    /// <summary>"XVII", "второй", "16-е".</summary>
    public static bool IsOrdinal(Token token)
    {
        if (token.Text.All(c => c is 'I' or 'V' or 'X' or 'L' or 'C'))
            return true;
        if (char.IsDigit(token.Text[0]))
            return token.Text.Contains('-', StringComparison.Ordinal) && char.IsLetter(token.Text[^1]);
        return HasAny(token, "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый", "двенадцатый", "одиннадцатый", "двадцатый", "тринадцатый", "четырнадцатый", "пятнадцатый");
    }

    // "XVII саммит" is a name, "второй саммит" only tells which.
    private bool HasOrdinal(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsOrdinal(_tokens[i]) && (char.IsAsciiDigit(_tokens[i].Text[0]) || char.IsAsciiLetterUpper(_tokens[i].Text[0])))
                return true;
        }

        return false;
    }

    // A name in quotation marks that begins like one: "форум «Астана»", not "назвал центр «деревом дружбы»".
    private int? Quote(int i, int limit)
    {
        if (i + 1 >= limit || !IsOpening(_tokens[i]) || !(_tokens[i + 1].IsCapitalized || char.IsDigit(_tokens[i + 1].Text[0])))
            return null;
        return text.QuotationAt(i + 1) is { IsClosed: true, Tokens.Length: <= 9 } quotation && quotation.Tokens.Start == i + 1 ? Math.Min(quotation.Tokens.End + 1, limit) : null;
    }

    private static bool IsOpening(Token token) => token.Text is "«" or "\"" or "“" or "„";

    private bool IsQuoted(int start, int end) =>
        start > 0 && IsOpening(_tokens[start - 1]) && text.QuotationAt(start) is { IsClosed: true } quotation && quotation.Tokens.Start == start && quotation.Tokens.End <= end;

    // Marks around the name or around its beginning belong to it: "«дорожную карту» из 64 пунктов".
    private TokenRange WithQuotes(TokenRange range)
    {
        if (range.Start == 0 || !IsOpening(_tokens[range.Start - 1]) || text.QuotationAt(range.Start) is not { IsClosed: true } quotation || quotation.Tokens.Start != range.Start)
            return range;
        return quotation.Tokens.End <= range.End ? new TokenRange(range.Start - 1, Math.Max(range.End, quotation.Tokens.End + 1)) : range;
    }

    // The genitives that follow, states and organisations whole, and "по …" right after the head.
    private int Tail(int end, int limit, bool maySayWhatFor = true)
    {
        var at = end;
        while (at < limit)
        {
            var token = _tokens[at];
            if (!token.IsWord)
            {
                // "глав государств – членов ШОС", "Китай – Япония – Республика Корея"
                if (token.Text is "–" or "—" or "-" && at > end && at + 1 < limit && (_tokens[at + 1].IsCapitalized && _tokens[at - 1].IsCapitalized || _tokens[at + 1].HasBase("член")))
                {
                    at++;
                    continue;
                }

                // "Китая, Японии и Кореи"
                if (token.Is(',') && at > end && at + 1 < limit && actors.TopAt(at - 1) is not null && actors.TopAt(at + 1) is not null && IsGenitive(at + 1) && ListGoesOn(at + 1, limit))
                {
                    at++;
                    continue;
                }

                break;
            }

            if (actors.TopAt(at) is { } mention && mention.Tokens.Start == at && (mention.Cases & Cases.Genitive) != 0 && syntax.PrepositionOf[at] is null && IsOfBody(mention))
            {
                at = mention.Tokens.End;
                continue;
            }

            // "Группа дружбы с Мальтой"
            if (token.Fold is "с" or "со" && at > 0 && _tokens[at - 1].HasBase("дружба") && at + 1 < limit && actors.TopAt(at + 1) is { } friend)
            {
                at = friend.Tokens.End;
                continue;
            }

            if (at == end && token.Fold is "по" && at + 1 < limit && (syntax.CaseOf[at + 1] & Cases.Dative) != 0)
            {
                at = Governed(at + 1, limit, "по", Cases.Dative);
                continue;
            }

            if (token.Fold is "и" && at > end && at + 1 < limit && IsGenitive(at + 1) && _tokens[at + 1].Readings[0].Class is WordClass.Noun or WordClass.Adjective)
            {
                at++;
                continue;
            }

            if (!IsGenitive(at))
                break;
            at++;
        }

        // "Совет ОЭС по торговле": what it is about may follow whose it is.
        if (maySayWhatFor && at > end && at + 1 < limit && _tokens[at].Fold is "по" && (syntax.CaseOf[at + 1] & Cases.Dative) != 0 && !IsAdjunct(at + 1))
            at = Governed(at + 1, limit, "по", Cases.Dative);
        while (at > end && (_tokens[at - 1].Fold is "и" || !_tokens[at - 1].IsWord && !_tokens[at - 1].Is('»') && !_tokens[at - 1].Is('"')))
            at--;
        return at;
    }

    // "по итогам", "по словам": no part of a name.
    private bool IsAdjunct(int at) => HasAny(_tokens[at], "итог", "слово", "данные", "данный", "оценка", "приглашение", "инициатива", "поручение", "окончание", "завершение", "видеосвязь");

    private bool IsOfBody(ActorMention mention) => mention.Actors.Length != 1 || actors.Actors[mention.Actor].Kind != ActorKind.Person;

    private bool IsGenitive(int at)
    {
        var token = _tokens[at];
        return token.IsWord && token.Readings.Length > 0 && (syntax.CaseOf[at] & Cases.Genitive) != 0 && syntax.PrepositionOf[at] is null && !ClauseSplitter.IsFinite(token)
            && token.Readings[0].Class is not (WordClass.Verb or WordClass.Pronoun or WordClass.Adverb or WordClass.Converb or WordClass.Preposition or WordClass.Conjunction or WordClass.Particle);
    }

    // The words that a preposition governs, with their genitives and what "и" and commas join to them.
    private int Governed(int at, int limit, string preposition, Cases wanted)
    {
        var start = at;
        string? inner = null;
        for (; at < limit; at++)
        {
            var token = _tokens[at];
            if (IsOpening(token) && Quote(at, limit) is { } quoted)
            {
                at = quoted - 1;
                continue;
            }

            if (token.Kind == TokenKind.Number)
                continue;
            if (token.Is(','))
            {
                if (at + 1 < limit && (syntax.PrepositionOf[at + 1] == preposition || (syntax.CaseOf[at + 1] & wanted) != 0 && syntax.PrepositionOf[at + 1] is null && ListGoesOn(at + 1, limit)))
                    continue;
                break;
            }

            if (!token.IsWord || ClauseSplitter.IsFinite(token) || token.Readings.Length == 0)
                break;
            if (token.Fold is "и" or "или")
            {
                if (at + 1 < limit && (IsGenitive(at + 1) || (syntax.CaseOf[at + 1] & wanted) != 0 || _tokens[at + 1].Fold == preposition || _tokens[at + 1].Fold is "об" or "о") && !IsHead(at + 1, limit))
                    continue;
                break;
            }

            if (pack.Prepositions.Of(token) is not null && token.Readings[0].Class is WordClass.Preposition)
            {
                if (token.Fold == preposition || token.Fold is "о" or "об" && preposition is "о" or "об")
                    continue;
                if (token.Fold is "с" or "со" && HasAny(_tokens[at - 1], "борьба", "связь", "соотечественник"))
                {
                    inner = token.Fold;
                    continue;
                }

                if (at + 1 < limit && token.Fold is "в" && HasAny(_tokens[at + 1], "область", "сфера", "контекст", "отрасль", "сектор"))
                    continue;
                break;
            }

            if (syntax.PrepositionOf[at] is { } governor && governor != preposition && governor != inner && governor is not ("в" or "о" or "об"))
                break;
            if (token.Readings[0].Class is WordClass.Adverb or WordClass.Converb or WordClass.Conjunction or WordClass.Verb && !IsGenitive(at) || token.HasBase("который"))
                break;
            if ((syntax.CaseOf[at] & (wanted | Cases.Genitive | (inner is null ? Cases.None : Cases.Instrumental))) == 0 && token.Readings[0].Class is not WordClass.Preposition && token.Fold.Length > 2)
                break;
        }

        while (at > start && (!_tokens[at - 1].IsWord && _tokens[at - 1].Kind != TokenKind.Number && !_tokens[at - 1].Is('»') && !_tokens[at - 1].Is('"') || _tokens[at - 1].Fold is "и" or "в" or "о" or "об"))
            at--;
        return at;
    }

    // A comma goes on with the list when "и" or another comma of the same case closes it.
    private bool ListGoesOn(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 6); i++)
        {
            if (_tokens[i].Fold is "и")
                return true;
            if (!_tokens[i].IsWord || ClauseSplitter.IsFinite(_tokens[i]))
                return false;
        }

        return false;
    }

    private bool IsHead(int at, int limit, string? kind = null) => pack.Initiatives.Heads.LongestAt(_tokens, at, limit) is { Value.Kind: { } found } && (kind is null || found == kind);

    // What a document or body is about; -1 when it does not say. "о взаимопонимании" and "о сотрудничестве" alone say nothing.
    private int Subject(InitiativeHead head, int from, int limit)
    {
        for (var at = from; at < Math.Min(limit, from + 10); at++)
        {
            var token = _tokens[at];
            if (!token.IsWord && token.Kind != TokenKind.Number && token.Text is not ("–" or "—" or "«" or "»" or "\"") || ClauseSplitter.IsFinite(token) || at > from && (IsHead(at, limit, "treaty") || IsHead(at, limit, "programme")))
                return SubjectOfPhrase(from);
            if (at + 1 >= limit)
                break;
            if (token.Fold is "о" or "об" or "обо")
            {
                var end = Governed(at + 1, limit, token.Fold, Cases.Locative);
                return end > at + 1 && !IsEmptySubject(at + 1, end) ? end : -1;
            }

            // "в области туризма", "в гуманитарной сфере"
            if (token.Fold is "в" && (HasAny(_tokens[at + 1], "область", "сфера", "отрасль") || at + 2 < limit && HasAny(_tokens[at + 2], "область", "сфера", "отрасль")))
                return Governed(at + 1, limit, "в", Cases.Locative);
            if (token.Fold is "к" && at == from && head.Kind == "treaty" && pack.Initiatives.Heads.LongestAt(_tokens, at + 1, limit) is { Value.Kind: "treaty" } other)
                return Math.Max(other.Tokens.End, Subject(head, Tail(other.Tokens.End, limit), limit));
        }

        return SubjectOfPhrase(from);
    }

    // "комиссия по торговле": the tail already holds it.
    private int SubjectOfPhrase(int from)
    {
        for (var i = from - 1; i > 0 && i > from - 12 && _tokens[i].Sentence == _tokens[from - 1].Sentence; i--)
        {
            if (_tokens[i].Fold is "по" && (syntax.CaseOf[i + 1] & Cases.Dative) != 0 && !IsAdjunct(i + 1))
                return from;
            // "По условиям соглашения": what stands before the head says nothing of it.
            if (!_tokens[i].IsWord || ClauseSplitter.IsFinite(_tokens[i]) || IsHead(i, from))
                break;
        }

        return -1;
    }

    private bool IsEmptySubject(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord && !HasAny(_tokens[i], "взаимопонимание", "сотрудничество", "намерение", "взаимодействие", "партнерство", "взаимный", "двусторонний", "и"))
                return false;
        }

        return true;
    }

    // "на 2026–2028 годы", "до 2035 года", "на период до 2030 года"; -1 when there are none.
    private int Years(int from, int limit)
    {
        for (var at = from; at < Math.Min(limit, from + 6); at++)
        {
            if (!_tokens[at].IsWord || IsHead(at, limit))
                return -1;
            if (_tokens[at].Fold is not ("на" or "до"))
                continue;
            for (var i = at + 1; i < Math.Min(limit, at + 7); i++)
            {
                if (_tokens[i].HasBase("год") && _tokens[i - 1].Kind == TokenKind.Number)
                    return i + 1;
                if (_tokens[i].IsWord && !HasAny(_tokens[i], "период", "до"))
                    break;
            }
        }

        return -1;
    }

    private int Points(int from, int limit) =>
        from + 2 < limit && _tokens[from].Fold is "из" && (_tokens[from + 2].HasBase("пункт") || _tokens[from + 2].HasBase("мероприятие")) ? from + 3
        : from + 3 < limit && _tokens[from].Text is "»" or "\"" && _tokens[from + 1].Fold is "из" && _tokens[from + 3].HasBase("пункт") ? from + 4
        : -1;

    // A capital letter that the beginning of a sentence or quotation does not explain.
    private bool IsCapital(int start, TokenRange words, TokenRange within)
    {
        for (var i = start; i < words.End; i++)
        {
            var first = i == text.SentenceOf(i).Tokens.Start || i > 0 && (IsOpening(_tokens[i - 1]) || _tokens[i - 1].Is(':') || _tokens[i - 1].Is('.'));
            if (_tokens[i].IsCapitalized && !first)
                return true;
        }

        // At the start of a sentence a phrase that is a name in itself is taken for one: "Год культуры Чили открыт", "Год Грузии пройдёт".
        return start == within.Start && _tokens[start].IsCapitalized && (words.Length > 1 || _tokens[start].HasBase("год") && actors.TopAt(words.End) is not null && IsGenitive(words.End));
    }

    private bool HasOwner(int from, int tail)
    {
        for (var i = from; i < tail; i++)
        {
            if (_tokens[i].IsCapitalized || actors.TopAt(i) is { Actors.Length: > 0 } mention && actors.Actors[mention.Actors[0]].Kind is ActorKind.Organization or ActorKind.State)
                return true;
        }

        return false;
    }

    private bool HasProper(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!_tokens[i].IsCapitalized || IsOrdinal(_tokens[i]))
                continue;
            var first = i == text.SentenceOf(i).Tokens.Start;
            if (!first || _tokens[i].Readings[0].Base.EndsWith("ский", StringComparison.Ordinal) && !HasAny(_tokens[i], "советский", "городской", "гражданский", "политический", "технический", "экономический", "стратегический"))
                return true;
        }

        return false;
    }

    private bool HasPair(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (PairAt(i) is not null)
                return true;
        }

        return false;
    }

    /// <summary>The mention behind an adjective of two states, "казахско-монгольский"; null for other words.</summary>
    public ActorMention? PairAt(int token)
    {
        if (!_tokens[token].Text.Contains('-', StringComparison.Ordinal))
            return null;
        foreach (var mention in actors.Mentions)
        {
            if (mention.Tokens.Start == token && mention.Actors.Length >= 2)
                return mention;
        }

        return null;
    }

    // "Китай — Кыргызстан — Узбекистан", "«Север – Юг»", "на участке Достык – Мойынты".
    private int Route(int from, int limit)
    {
        var at = from;
        while (at < limit && at < from + 6 && !_tokens[at].IsCapitalized)
        {
            if (!(_tokens[at].IsWord || IsOpening(_tokens[at]) || _tokens[at].Is(',')) || ClauseSplitter.IsFinite(_tokens[at]))
                return from;
            at++;
        }

        if (at >= limit || !_tokens[at].IsCapitalized)
            return from;
        var legs = 0;
        at++;
        while (at + 1 < limit)
        {
            if (_tokens[at].Text is "–" or "—" or "-" or "--" && _tokens[at + 1].IsCapitalized)
            {
                at += 2;
                legs++;
            }
            else if (legs > 0 && _tokens[at].IsCapitalized && at - 1 > from && _tokens[at - 1].IsCapitalized)
            {
                at++;
            }
            else
            {
                break;
            }
        }

        // "канал Фунан-Течо": the ends joined by a hyphen.
        if (legs == 0 && at == from + 1 && _tokens[from].Text.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen && char.IsUpper(_tokens[from].Text[hyphen + 1 < _tokens[from].Text.Length ? hyphen + 1 : 0]) && char.IsLetter(_tokens[from].Text[^1]))
            return at;
        if (legs == 0)
            return from;
        return at < limit && _tokens[at].Text is "»" or "\"" && text.QuotationAt(at - 1) is { } around && around.Tokens.Start >= from ? at + 1 : at;
    }

    private bool IsPlural(TokenRange words)
    {
        var noun = _tokens[words.End - 1];
        for (var i = words.Start; i < words.End; i++)
        {
            if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class == WordClass.Noun)
            {
                noun = _tokens[i];
                break;
            }
        }

        var any = false;
        foreach (ref readonly var reading in noun.Readings.AsSpan())
        {
            if (reading.Class != WordClass.Noun)
                continue;
            any = true;
            if ((reading.Numbers & Numbers.Singular) != 0)
                return false;
        }

        return any;
    }

    // Contracts of companies and colleges are none, unless the state has a hand in them.
    private bool IsOfCompanies(int token)
    {
        var companies = 0;
        foreach (var mention in actors.In(text.SentenceOf(token).Tokens))
        {
            if (mention.Actor < 0 || actors.Actors[mention.Actor] is not { Kind: ActorKind.Organization, Sector: not ("IGO" or "GOV") })
                return false;
            companies++;
        }

        return companies > 0;
    }

    private static bool HasAny(Token token, params ReadOnlySpan<string> bases)
    {
        foreach (var known in bases)
        {
            if (token.HasBase(known))
                return true;
        }

        return false;
    }
}
