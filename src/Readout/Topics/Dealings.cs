using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Statements;
using Readout.Text;

namespace Readout.Topics;

/// <summary>Tells reports of dealings between states from matches, trials and weather that only name some.</summary>
internal static class Dealings
{
    /// <summary>True when two parties deal with each other, or the text names two and has officers or words of diplomacy.</summary>
    public static bool Are(SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, TopicTable table)
    {
        if (actors.MainParties.Length < 2)
            return actors.MainParties.Length == 1 && HasWord(text, table, TopicContext.DealingsAlone);
        foreach (var @event in events)
        {
            if (@event.Parties.Length >= 2)
                return true;
        }

        foreach (var actor in actors.Actors)
        {
            if (actor is { Kind: ActorKind.Organization, Sector: "IGO" } || (actor.Kind == ActorKind.Person && IsOfState(actor.Office?.Id)))
                return true;
        }

        foreach (var statement in statements.Statements)
        {
            if (!statement.Speakers.IsEmpty && statement.Speakers.All(s => actors.Actors[s].Kind == ActorKind.State))
                return true;
        }

        // "Президенты Чада и Нигера": officers without names stand for their states.
        foreach (var mention in actors.Mentions)
        {
            if (mention is { Form: MentionForm.Description, Actors.Length: > 0 } && mention.Tokens.Length > 1 && actors.Actors[mention.Actors[0]].Kind == ActorKind.State)
                return true;
        }

        return HasWord(text, table, TopicContext.Dealings);
    }

    private static bool HasWord(SegmentedText text, TopicTable table, TopicContext kind)
    {
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (table.Contexts.LongestAt(text.Tokens, i, text.Tokens.Length, c => c == kind) is not null)
                return true;
        }

        return false;
    }

    // Those who deal with other states by their office; a spokesman may be a prosecutor's.
    private static bool IsOfState(string? office) => office is "president" or "monarch" or "prime-minister" or "deputy-prime-minister" or "foreign-minister" or "minister"
        or "deputy-minister" or "ambassador" or "envoy" or "secretary-general" or "speaker";
}
