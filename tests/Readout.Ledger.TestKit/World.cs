using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Readout.Ledger.TestKit;

/// <summary>A made-up world whose states meet, say, count and promise: any number of reports with all layers, in the proportions of real ones.</summary>
/// <remarks>
/// The same number gives the same report. Events follow one another in time, <see cref="EventsADay"/> a day; each is told by three reports: the first, a reprint
/// that cuts it, and another telling in another language. Words are made of syllables, so that texts differ as texts do.
/// </remarks>
public static class World
{
    public const int EventsADay = 40;
    public const int TellingsAnEvent = 3;

    private static readonly string[] States =
    [
        "KAZ", "CHN", "RUS", "UZB", "KGZ", "TJK", "TKM", "TUR", "AZE", "IRN", "IND", "PAK", "MNG", "KOR", "JPN", "VNM", "IDN", "MYS", "SGP", "THA",
        "SAU", "ARE", "QAT", "KWT", "OMN", "EGY", "DZA", "MAR", "ZAF", "ETH", "KEN", "NGA", "DEU", "FRA", "ITA", "ESP", "POL", "HUN", "SRB", "GRC",
        "USA", "CAN", "MEX", "BRA", "ARG", "CHL", "PER", "COL", "CUB", "AUS", "NZL", "GEO", "ARM", "BLR", "MDA", "ROU", "BGR", "FIN", "SWE", "NOR",
    ];

    private static readonly string[] Languages = ["ru", "en", "zh", "kk"];
    private static readonly string[] Topics = ["trade", "investment", "transport", "energy", "water", "agriculture", "digital", "education", "culture", "security", "tourism", "space"];
    private static readonly string[] Measures = ["trade-turnover", "exports", "investment", "freight", "tourists", "projects"];
    private static readonly string[] Grades = ["strategic", "comprehensive-strategic", "permanent-comprehensive-strategic"];
    private static readonly string[] Actions = ["open", "build", "hold", "sign", "invest", "launch", "visit"];

    /// <summary>The report with this number; events in the order of time, their tellings side by side.</summary>
    public static Record Report(int number) => Report(number / TellingsAnEvent, number % TellingsAnEvent);

    /// <param name="happening">Number of the event.</param>
    /// <param name="telling">0 the first report, 1 a reprint with cuts, 2 another telling in another language.</param>
    public static Record Report(int happening, int telling)
    {
        var day = new DateOnly(2000, 1, 1).AddDays(happening / EventsADay);
        // On one day no pair meets twice.
        var a = (happening * 7 + happening / EventsADay) % States.Length;
        var b = (a + 1 + happening / EventsADay * 11 % (States.Length / 2 - 1)) % States.Length;
        return Report(happening, telling, States[a], States[b], day);
    }

    public static Record Report(int happening, int telling, string a, string b, DateOnly day)
    {
        var language = Languages[(happening + (telling == 2 ? 1 : 0)) % Languages.Length];
        // A reprint has the words of the first report; another telling has words of its own.
        var words = new Words(happening * 2 + (telling == 2 ? 1 : 0), language);
        var facts = new Random(happening);
        var text = new Composition(language);
        var (president, guest) = ($"Leader of {a}", $"Leader of {b}");
        text.Line($"{a} {b} {words.Next(5)}");

        text.Say("");
        var pa = text.Mark(president);
        text.Say(" ");
        var talks = text.Mark(words.Next(2));
        text.Say(" ");
        var pb = text.Mark(guest);
        text.Say(" ");
        var city = text.Mark("City " + a);
        text.Line($" {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {words.Next(25)}.");

        var value = facts.Next(100, 99_999);
        var measure = Measures[facts.Next(Measures.Length)];
        text.Say(words.Next(12) + " ");
        var sum = text.Mark(value.ToString(CultureInfo.InvariantCulture) + " million");
        text.Say(" ");
        var topics = new[] { Topics[facts.Next(Topics.Length)], Topics[facts.Next(Topics.Length)] }.Distinct().Select(t => (Id: t, Words: text.Mark(t + " " + words.Next(1)))).ToList();
        text.Line($" {words.Next(20)}.");

        text.Say("«");
        var quotation = text.Mark(words.Next(14));
        text.Say("», ");
        var cue = text.Mark(words.Next(1));
        text.Line($" {president}.");

        Evidence? promise = null;
        var action = Actions[facts.Next(Actions.Length)];
        var due = day.Year + facts.Next(0, 3);
        if (telling != 1)
        {
            text.Say(words.Next(6) + " ");
            promise = text.Mark($"{action} {words.Next(6)} {due}");
            text.Line(".");
            text.Line(words.Next(40) + ".");
        }

        text.Say(words.Next(5) + " ");
        var label = text.Mark(words.Next(3));
        text.Line(".");
        return new Record
        {
            Document = new DocumentFacts
            {
                Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text))),
                Name = $"world-{happening}-{telling}",
                Language = language,
                Title = text.Text.Split('\n')[0],
                Text = text.Text,
                Url = $"https://example.org/{happening}/{telling}",
                Publisher = telling == 1 ? "Reprinter" : $"Press of {(telling == 0 ? a : b)}",
                Published = day.AddDays(telling == 1 ? 1 : 0),
            },
            Actors =
            [
                Person("a1", a, president, pa), Person("a2", b, guest, pb),
            ],
            Places = [new Place { Id = "p1", Name = "City " + a, Ref = "city-" + a, Country = a, Kind = "city", Mentions = [new(city.Start, city.End, city.Text, MentionForm.Name)] }],
            Events =
            [
                new Event
                {
                    Id = "e1", Type = "CONSULT", Mode = "visit", Status = EventStatus.Occurred, Actors = ["a2"], Recipients = ["a1"], Parties = [a, b],
                    Date = new(day, day, DatePrecision.Day), Place = "p1", Evidence = [talks], Rule = "made-up",
                },
            ],
            Statements = [new Statement { Id = "s1", Speaker = ["a1"], Addressee = "a2", Kind = StatementKind.Direct, Acts = ["praise"], Cue = cue, Evidence = quotation }],
            Figures =
            [
                new Figure
                {
                    Id = "f1", Measure = measure, Value = value * 1_000_000m, Unit = "USD", Parties = [a, b], Period = (day.Year - 1).ToString(CultureInfo.InvariantCulture), Evidence = sum,
                },
            ],
            Commitments = promise is null
                ? []
                : [new Commitment { Id = "c1", By = [a, b], Action = action, Due = due.ToString(CultureInfo.InvariantCulture), Status = CommitmentStatus.Agreed, Evidence = promise }],
            Relations = [new Relation { Id = "r1", Parties = [a, b], Grade = Grades[happening % Grades.Length], Evidence = label }],
            Topics = [.. topics.Select(t => new Topic(t.Id, [t.Words]))],
        };
    }

    private static Actor Person(string id, string state, string name, Evidence words) => new()
    {
        Id = id,
        Kind = ActorKind.Person,
        Name = name,
        Ref = "leader-" + state,
        Country = state,
        Office = new("president", null, state, "president"),
        Mentions = [new(words.Start, words.End, words.Text, MentionForm.Name)],
    };

    /// <summary>A text as it grows, and where in it marked words stand. Its letters are in the basic plane: characters are code points.</summary>
    private sealed class Composition(string language)
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString().TrimEnd('\n');

        public void Say(string words) => _text.Append(words);

        public void Line(string words) => _text.Append(words).Append(language.Length > 0 ? "\n\n" : "\n");

        public Evidence Mark(string words)
        {
            var start = _text.Length;
            _text.Append(words);
            return new(start, _text.Length, words);
        }
    }

    /// <summary>Words of a made-up language: common ones often, rare ones seldom.</summary>
    private sealed class Words(int seed, string language)
    {
        private static readonly string[] Latin = ["ba", "ko", "mi", "ren", "tul", "sha", "vor", "ni", "del", "gu", "pra", "zo", "fen", "lis", "ha", "cor"];
        private static readonly string[] Cyrillic = ["ба", "ко", "ми", "рен", "тул", "ша", "вор", "ни", "дел", "гу", "пра", "зо", "фен", "лис", "ха", "кор"];
        private static readonly string[] Han = ["中", "国", "合", "作", "发", "展", "关", "系", "双", "方", "会", "谈", "经", "济", "贸", "易"];

        private readonly Random _random = new(seed);

        public string Next(int count)
        {
            var words = new StringBuilder();
            for (var i = 0; i < count; i++)
            {
                if (i > 0)
                    words.Append(' ');
                var syllables = language switch { "en" => Latin, "zh" => Han, _ => Cyrillic };
                // The square makes small numbers, and so short common words, frequent.
                var share = _random.NextDouble();
                for (var rank = (int)(share * share * 40_000) + 16; rank > 0; rank /= 16)
                    words.Append(syllables[rank % 16]);
            }

            return words.ToString();
        }
    }
}
