using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Places;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Tells whom and what the drafts mean: one actor for all names and descriptions of a person, state or organisation; places apart from capitals that stand for governments.</summary>
internal sealed partial class ActorResolver
{
    /// <summary>Rule of a draft that is a person's whole name though it is one word, as in Chinese.</summary>
    public const string FullName = "full-name";

    /// <summary>Rule of a capital of which the finder of names has told that the town itself is meant.</summary>
    public const string TownRule = "reference-town";

    /// <summary>Rule of the place of a dateline that the finder of names has told.</summary>
    public const string DatelineRule = "dateline";

    /// <summary>Rule of a ministry that is told by its field alone: "the foreign ministry".</summary>
    public const string BareMinistryRule = "organisations:bare-ministry";

    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly LanguagePack _pack;
    private readonly Token[] _tokens;
    private readonly List<Draft> _drafts;
    private readonly DateOnly? _day;
    private readonly string? _publisher;
    private readonly List<ActorEntry> _actors = [];
    private readonly Dictionary<string, int> _byRef = new(StringComparer.Ordinal);
    private readonly List<PlaceEntry> _places = [];
    private readonly List<PlaceMention> _placeMentions = [];
    private readonly Dictionary<string, int> _placeByKey = new(StringComparer.Ordinal);

    // For each draft the actors that it means; empty when it means none (a place, a description of nobody).
    private readonly ImmutableArray<int>[] _meant;
    private readonly MentionForm[] _forms;
    private string? _home;
    private ImmutableArray<int> _sides = [];
    private int _guest = -1;
    private int _dateline = -1;

    private ActorResolver(SegmentedText text, SyntaxLayer syntax, List<Draft> drafts, LanguagePack pack, DateOnly? day, string? publisher)
    {
        (_text, _syntax, _drafts, _pack, _tokens, _day, _publisher) = (text, syntax, drafts, pack, text.Tokens, day, publisher);
        _meant = new ImmutableArray<int>[drafts.Count];
        Array.Fill(_meant, []);
        _forms = [.. drafts.Select(d => d.Form)];
    }

    /// <summary>Resolves drafts into actors and places.</summary>
    /// <param name="day">Date of the report: office holders depend on it; null takes the latest known.</param>
    /// <param name="publisher">Who published the report, as the caller writes it; null when not known.</param>
    public static (ActorLayer Actors, PlaceLayer Places) Resolve(
        SegmentedText text, SyntaxLayer syntax, List<Draft> drafts, LanguagePack pack, DateOnly? day, string? publisher)
    {
        var resolver = new ActorResolver(text, syntax, drafts, pack, day, publisher);
        resolver.PlacesAndMetonyms();
        resolver.States();
        resolver.Organisations();
        resolver.Persons();
        resolver.BareSurnames();
        resolver.HomeAndSides();
        resolver.BareMinistries();
        resolver.CountriesOfUnknownPlaces();
        resolver.CountriesOfGovernors();
        resolver.Descriptions();
        return resolver.Layers();
    }

    private (ActorLayer Actors, PlaceLayer Places) Layers()
    {
        var mentions = new List<ActorMention>();
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_meant[d].Length == 0)
                continue;
            var draft = _drafts[d];
            mentions.Add(new ActorMention(draft.Tokens, draft.Extent, _meant[d], _forms[d], Narrowed(draft, _meant[d]), draft.Numbers, draft.IsNested));
        }

        foreach (var (draft, actor) in _extra)
            mentions.Add(new ActorMention(draft.Tokens, draft.Extent, [actor], draft.Form, draft.Cases, draft.Numbers, false));
        var ordered = mentions.OrderBy(m => m.Extent.Start).ThenBy(m => m.IsNested ? 1 : 0).ThenByDescending(m => m.Extent.End).ToImmutableArray();
        var layer = new ActorLayer([.. _actors], ordered, _tokens.Length) { Sides = _sides, HomeState = _home, Guest = _guest };
        return (
            new ActorLayer(layer.Actors, ordered, _tokens.Length) { Sides = _sides, HomeState = _home, Guest = _guest, MainParties = MainParties(layer) },
            new PlaceLayer([.. _places], [.. _placeMentions.OrderBy(m => m.Tokens.Start)]) { Dateline = _dateline });
    }

    // "Песков" is the man, though the lexicon knows the word as a genitive of sands.
    private Cases Narrowed(Draft draft, ImmutableArray<int> meant) =>
        draft.Rule == "surname" && draft.Tokens.Length == 1 && _known.FirstOrDefault(k => k.Actor == meant[0]) is { } known ? CasesOfSurname(draft.Tokens.Start, known.Surname) : draft.Cases;

    private ImmutableArray<string> MainParties(ActorLayer layer)
    {
        var parties = layer.PartiesOf(_sides).ToList();
        if (parties.Count < 2)
        {
            var counts = layer.Mentions.SelectMany(m => m.Actors).Where(a => _actors[a].Kind == ActorKind.State).GroupBy(a => _actors[a].Ref!)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key);
            parties.AddRange(counts.Where(c => !parties.Contains(c)).Take(2 - parties.Count));
        }

        return [.. parties];
    }
}
