using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Tables;

namespace Readout.Api.Routing;

/// <summary>A request for data: its parameters, checked, and the ledger that answers it.</summary>
internal sealed class Ask
{
    private const int LongestText = 2000;

    private readonly Dictionary<string, string> _values;

    private Ask(HttpContext http, ReadoutApiOptions options, Dictionary<string, string> values) => (Http, Options, _values) = (http, options, values);

    public HttpContext Http { get; }

    public ReadoutApiOptions Options { get; }

    public CancellationToken Cancel => Http.RequestAborted;

    public LedgerPool Pool => Http.RequestServices.GetRequiredService<LedgerPool>();

    public LedgerReads Reads => Http.RequestServices.GetRequiredService<LedgerReads>();

    /// <summary>Takes the parameters of a route out of a request.</summary>
    /// <exception cref="ApiException">RO5001, RO5002: one is not known, or says what cannot be meant.</exception>
    public static Ask Of(HttpContext http, ImmutableArray<Parameter> parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, given) in http.Request.Query)
        {
            if (!parameters.Any(p => !p.IsInPath && p.Name == name))
                throw Unknown(name, [.. parameters.Where(p => !p.IsInPath).Select(p => p.Name)]);
            if (given.Count > 1)
                throw Wrong(name, $"'{name}' is given {given.Count} times. Give it once.");
            values[name] = given.ToString();
        }

        foreach (var parameter in parameters)
        {
            if (parameter.IsInPath && http.Request.RouteValues.TryGetValue(parameter.Name, out var part) && part is string text)
                values[parameter.Name] = text;
            if (values.GetValueOrDefault(parameter.Name) is { Length: > 0 } value)
                Check(parameter, value);
            else if (parameter.IsRequired)
                throw Wrong(parameter.Name, $"'{parameter.Name}' is missing: {parameter.Meaning} For example {parameter.Name}={parameter.Example}.");
            else
                values.Remove(parameter.Name);
        }

        return new Ask(http, http.RequestServices.GetRequiredService<ReadoutApiOptions>(), values);
    }

    private static void Check(Parameter parameter, string value)
    {
        var name = parameter.Name;
        // U+0000 and broken surrogates stand in no text; SQLite and JSON would each make something else of them.
        if (value.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(value))
            throw Wrong(name, $"'{name}' holds characters that are none (U+0000 or half of a pair).");
        if (value.Length > LongestText)
            throw Wrong(name, $"'{name}' is {value.Length} characters long; {LongestText} are taken.");
        switch (parameter.Kind)
        {
            case ParameterKind.Day when !TryDay(value, out _):
                throw Wrong(name, $"{name}='{Shown(value)}' is no day. Write it as 2025-08-30.");
            case ParameterKind.Number when !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < parameter.Least || number > parameter.Most:
                throw Wrong(name, $"{name}='{Shown(value)}' is no whole number from {parameter.Least} to {parameter.Most}.");
            case ParameterKind.Flag when value is not ("true" or "false"):
                throw Wrong(name, $"{name}='{Shown(value)}' is neither true nor false.");
            case ParameterKind.OneOf when !parameter.Values.Contains(value, StringComparer.Ordinal):
                throw Wrong(name, $"{name} knows no '{Shown(value)}'." + (Spelling.Nearest(value, parameter.Values) is { } near ? $" Did you mean '{near}'?" : $" It knows {string.Join(", ", parameter.Values)}."));
            case ParameterKind.Parties when value.Split(',', StringSplitOptions.TrimEntries) is var parties && (parties.Length > 2 || parties.Any(p => p.Length == 0)):
                throw Wrong(name, $"{name}='{Shown(value)}' is not one party or two with a comma between, such as KAZ,CHN.");
            case ParameterKind.Pair when PartyCode.PairOf(value) is null:
                throw ApiException.NotThere($"'{Shown(value)}' is no pair. Write two parties with a hyphen between, such as CHN-KAZ.");
        }
    }

    public string? Text(Parameter parameter) => _values.GetValueOrDefault(parameter.Name);

    public DateOnly? Day(Parameter parameter) => Text(parameter) is { } text && TryDay(text, out var day) ? day : null;

    public int Number(Parameter parameter) => Text(parameter) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : parameter.Default ?? 0;

    public bool Flag(Parameter parameter) => Text(parameter) == "true";

    public ImmutableArray<string> Parties(Parameter parameter) => Text(parameter) is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Party).Distinct(StringComparer.Ordinal)] : [];

    /// <summary>The two parties as they are meant, in the order in which they were given.</summary>
    public (string First, string Second) Pair(Parameter parameter) => PartyCode.PairOf(Text(parameter)!)!.Value;

    public DateOnly Today => Day(Parameters.Today) ?? DateOnly.FromDateTime(Options.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Which records, by the parameters that the route has of from, to, party and language.</summary>
    public async ValueTask<ListQuery> AmongAsync(ILedger ledger) => new()
    {
        From = Day(Parameters.From),
        To = Day(Parameters.To),
        Parties = Parties(Parameters.Party),
        Language = Text(Parameters.Language),
        AsOf = await AsOfAsync(ledger),
    };

    /// <summary>The version that is asked for; null for the present one.</summary>
    /// <exception cref="LedgerException">RO3040: no such version.</exception>
    public async ValueTask<long?> AsOfAsync(ILedger ledger)
    {
        if (Text(Parameters.AsOf) is not { } given)
            return null;
        if (DateTimeOffset.TryParseExact(given, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return (await ledger.VersionAtAsync(given.Length == 10 && at < DateTimeOffset.MaxValue.AddDays(-1) ? at.AddDays(1).AddSeconds(-1) : at, Cancel)).Number;
        var newest = await ledger.VersionAsync(Cancel);
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version <= newest.Number
            ? version
            : throw new LedgerException(Codes.NoSuchVersion, "asOf", $"'{Shown(given)}' is no version of it and no day. Versions go up to {newest.Number}; a day is written 2025-08-30.");
    }

    /// <summary>Where to go on, as <see cref="List"/> told it for the same question; null on the first page.</summary>
    /// <exception cref="ApiException">RO5002: it was made for another question, or by nobody.</exception>
    public string? After()
    {
        if (Text(Parameters.Next) is not { } given)
            return null;
        // Trying to decode throws for what is no Base64 at all.
        if (System.Buffers.Text.Base64Url.IsValid(given))
        {
            var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(given));
            var mark = text.IndexOf(' ', StringComparison.Ordinal);
            if (mark > 0 && text[..mark] == Question())
                return text[(mark + 1)..];
        }

        throw Wrong(Parameters.Next.Name, "'next' is no place in these results. Take it from the page before, with all other parameters as they were there.");
    }

    /// <summary>Makes of a place in these results what <c>next</c> takes; opaque.</summary>
    private string Cursor(string place) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Question()} {place}"));

    /// <summary>The address of the page after this one, once <see cref="List"/> has told that there is one.</summary>
    public string? Next { get; private set; }

    /// <summary>A page of a list: the next address goes into the header Link too.</summary>
    /// <param name="place">Where the next page begins; null on the last.</param>
    public ListOf<T> List<T>(ImmutableArray<T> items, int? total, bool isExact, string? place, long version)
    {
        var cursor = place is null ? null : Cursor(place);
        Next = cursor is null ? null : Http.Request.PathBase + Http.Request.Path + QueryString.Create([.. Http.Request.Query.Where(q => q.Key != "next"), new("next", new StringValues(cursor))]);
        return new(items, total, isExact, cursor, Next, version);
    }

    /// <summary>A page of what is known whole: the cursor is the key of its last item, so that pages do not shift when others come.</summary>
    public ListOf<T> PageOf<T>(ImmutableArray<T> all, Func<T, string> key, long version)
    {
        var (begin, limit) = (0, Number(Parameters.Limit));
        if (After() is { } after)
        {
            begin = all.Select(key).ToList().IndexOf(after) + 1;
            if (begin == 0)
                throw Wrong(Parameters.Next.Name, "what stood at this place is no longer in the results: the ledger has changed. Begin with the first page.");
        }

        ImmutableArray<T> items = [.. all.Skip(begin).Take(limit)];
        return List(items, all.Length, isExact: true, begin + items.Length < all.Length ? key(items[^1]) : null, version);
    }

    // What the cursor belongs to: the path and all that narrows or orders the results, so that a cursor of other results is told.
    private string Question()
    {
        var asked = string.Join('\n', _values.Where(v => v.Key is not ("next" or "limit")).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{Http.GetEndpoint()?.DisplayName}\n{asked}")).AsSpan(0, 6));
    }

    public static ApiException Unknown(string name, ImmutableArray<string> known) => new(400, Codes.UnknownParameter,
        $"there is no parameter '{Shown(name)}'." + (Spelling.Nearest(name, known) is { } near ? $" Did you mean '{near}'?" : known.IsEmpty ? " This route has none." : $" This route has {string.Join(", ", known)}."))
    { Parameter = Shown(name) };

    public static ApiException Wrong(string name, string reason) => new(400, Codes.WrongParameter, reason) { Parameter = name };

    /// <summary>A party as it is meant: states by their codes in capitals ("kaz" is meant so), organisations by ids in small letters ("sco").</summary>
    public static string Party(string given) => PartyCode.Of(given);

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))
                return false;
        }

        return true;
    }

    public static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
