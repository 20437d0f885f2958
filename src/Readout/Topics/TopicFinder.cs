using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Topics;

/// <summary>A field of cooperation that was on the table, and the words that show it.</summary>
internal sealed record FoundTopic(string Id, ImmutableArray<Span> Evidence);

/// <summary>Finds the fields of cooperation that were on the table: named in lists of fields, discussed, promised or counted.</summary>
/// <remarks>Cues are weighed by what they say and where they stand; a field counts when its cues together weigh enough.</remarks>
internal sealed class TopicFinder
{
    // Weights by strength of the cue (field, part, hint, body) and place (elsewhere, in a sentence of talks, in a list of fields); 1 is enough.
    // Set on the development texts: in a report of dealings a field that is named is enough by itself, a word that belongs to it needs a list of fields or company.
    private static readonly double[,] Weights =
    {
        { 1.0, 1.0, 1.0 },
        { 0.35, 0.5, 1.0 },
        { 0.15, 0.3, 0.5 },
        { 1.0, 1.0, 1.0 },
    };

    // The same word again says less than another word of the field.
    private const double Again = 0.4;
    private const double Enough = 0.999;

    // What a cue of cooperation weighs outside lists of fields in a report of incidents.
    private const double Incidental = 0.5;

    // What a cue in the name of a place weighs outside lists of fields: "доставили в порт Семе".
    private const double InPlace = 0.5;

    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TopicTable _table;
    private readonly bool _isOfIncidents;

    private TopicFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TopicTable table, bool isOfIncidents) =>
        (_text, _syntax, _actors, _places, _table, _isOfIncidents) = (text, syntax, actors, places, table, isOfIncidents);

    private sealed class Tally
    {
        public double Weight { get; set; }

        public List<Span> Evidence { get; } = [];

        public HashSet<string> Words { get; } = [];
    }

    public static ImmutableArray<FoundTopic> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        if (!Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        var ofTalks = new HashSet<int>(events.Select(e => e.Sentence));
        foreach (var sentence in text.Sentences)
        {
            if (statements.Statements.Any(s => s.Evidence.Overlaps(sentence.Span)))
                ofTalks.Add(sentence.Index);
        }

        var topics = new TopicFinder(text, syntax, actors, places, pack.Topics, IsOfIncidents(events)).Weigh(ofTalks);
        // Fighting is what a report of it is about, whatever words it has.
        if (events.FirstOrDefault(e => IsFighting(e) && e.Parties.Length > 1) is { } fight && !topics.Any(t => t.Id == "conflict"))
            topics = topics.Add(new FoundTopic("conflict", [fight.Evidence]));
        return topics;
    }

    private static bool IsFighting(FoundEvent e) => e.Frame.Type == "ASSAULT" || e is { Frame.Type: "RETREAT", Mode: "ceasefire" } || e.Frame is { Type: "RETREAT", Mode: "ceasefire" };

    // Expulsions, protests, strikes, sanctions: there a school or a port is a scene, not a field of cooperation.
    private static bool IsOfIncidents(ImmutableArray<FoundEvent> events)
    {
        var hostile = events.Count(e => e.Frame.Type is "ACCUSE" or "SANCTION" or "ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE" or "REJECT" or "RETREAT");
        return hostile > 0 && hostile * 3 >= events.Length * 2;
    }

    private ImmutableArray<FoundTopic> Weigh(HashSet<int> ofTalks)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var sentence in _text.Sentences)
        {
            var place = Places(sentence, ofTalks.Contains(sentence.Index));
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (_table.Cues.LongestAt(_text.Tokens, i, sentence.Tokens.End) is not { } hit)
                    continue;
                if (!IsOfOffice(hit.Tokens))
                {
                    foreach (var cue in hit.Value)
                    {
                        if (cue.Strength == CueStrength.Body && !IsBeforeBody(hit.Tokens.End))
                            continue;
                        foreach (var topic in cue.Topics)
                            Count(tallies, topic, cue.Strength, place[i - sentence.Tokens.Start], hit.Tokens);
                    }
                }

                i = hit.Tokens.End - 1;
            }
        }

        return [.. tallies.Where(t => t.Value.Weight >= Enough).OrderBy(t => t.Value.Evidence[0].Start).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new FoundTopic(t.Key, [.. t.Value.Evidence]))];
    }

    private void Count(SortedDictionary<string, Tally> tallies, string topic, CueStrength strength, int place, TokenRange tokens)
    {
        if (!tallies.TryGetValue(topic, out var tally))
            tallies[topic] = tally = new Tally();
        var first = _text.Tokens[tokens.Start];
        var word = first.Readings.Length > 0 ? first.Readings[0].Base : first.Fold;
        tally.Weight += (_isOfIncidents && place < 2 && topic is not ("conflict" or "sanctions" or "consular" or "border" or "humanitarian" or "trade") ? Incidental : 1) * Weights[(int)strength, place] * (place < 2 && _text.Language == "ru" && (IsScene(tokens.Start) || IsInBody(tokens.Start)) ? InPlace : 1) * (tally.Words.Add(word) ? 1 : Again);
        tally.Evidence.Add(_text.SpanOf(tokens));
    }

    // "в порту Ломе", "у города Тир"
    private bool IsScene(int token) => (_places.At(token) ?? (_text.Tokens[token].HasBase("порт") || _text.Tokens[token].HasBase("аэропорт") ? _places.At(token + 1) : null)) is { } mention && _places.Places[mention.Place].Kind is "port" or "airport" or "crossing" or "venue" or "city" or "site";

    // "перед студентами Национального университета", "Банк Азии": what a body is called.
    private bool IsInBody(int token) => _actors.TopAt(token) is { Form: MentionForm.Name, Actor: >= 0 } mention && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization, Rule: "organisations:university" or "organisations:bank" or "organisations:institute" };

    private bool IsBeforeBody(int token) =>
        token < _text.Tokens.Length && _actors.TopAt(token) is { Actor: >= 0 } mention && mention.Tokens.Start == token
        && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization, Sector: "IGO" };

    // For each token of the sentence: 0 elsewhere, 1 in a sentence of talks, 2 after a frame that opens a list of fields.
    private int[] Places(Sentence sentence, bool talks)
    {
        var places = new int[sentence.Tokens.Length];
        var clauses = new HashSet<int>();
        talks |= _text.IsInTitle(sentence.Tokens.Start);
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            // What is counted is spoken of: "более 95% расчётов идёт в рублях".
            talks |= _text.Tokens[i].Kind == TokenKind.Symbol;
            if (clauses.Contains(_syntax.ClauseOf[i]))
                places[i - sentence.Tokens.Start] = 2;
            if (_table.Contexts.LongestAt(_text.Tokens, i, sentence.Tokens.End) is not { } frame)
                continue;
            if (frame.Value == TopicContext.Fields)
                clauses.Add(_syntax.ClauseOf[i]);
            // "сауда, көлік және су салаларында": the list stands before its head.
            if (frame.Value == TopicContext.Fields && _text.Language == "kk")
                Array.Fill(places, 2, 0, i - sentence.Tokens.Start + 1);
            talks = true;
        }

        for (var i = 0; i < places.Length && talks; i++)
            places[i] = Math.Max(places[i], 1);
        return places;
    }

    // "министр энергетики", "Министерство транспорта": what an office is for is not on the table.
    private bool IsOfOffice(TokenRange tokens)
    {
        if (_actors.TopAt(tokens.Start) is not { } mention)
            return false;
        if (!mention.Tokens.Contains(tokens.Start) || mention.Form == MentionForm.Description)
            return true;
        return mention.Actor >= 0 && _actors.Actors[mention.Actor] is var actor
            && (actor.Kind == ActorKind.Person || actor is { Kind: ActorKind.Organization, Sector: "GOV" or "MIL" or "LEG", Rule: not "organisations:embassy" });
    }
}
