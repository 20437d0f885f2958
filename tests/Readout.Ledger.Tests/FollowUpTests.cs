using Readout.Ledger.Promises;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

public sealed class FollowUpTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static Record Telling(string language, string text, string words, string due, params string[] by)
    {
        var start = text[..text.IndexOf(words, StringComparison.Ordinal)].EnumerateRunes().Count();
        return MadeUp.Record(language, text, parties: by) with
        {
            Document = MadeUp.Record(language, text).Document with { Language = language },
            Commitments = [new Commitment { Id = "c1", By = [.. by], Action = "hold", Due = due, Status = CommitmentStatus.Agreed, Rule = "test", Evidence = new Evidence(start, start + words.EnumerateRunes().Count(), words) }],
        };
    }

    private static int PromisesOf(params Record[] tellings)
    {
        var follow = new FollowUp(new WordTerms());
        foreach (var telling in tellings)
            follow.Read(telling, "story");
        return follow.Promises(Today, []).Length;
    }

    [Fact]
    public void OnePromiseToldInTwoLanguagesIsOne() => Assert.Equal(1, PromisesOf(
        Telling("en", "Talks\n\nThe sides will hold the intergovernmental commission in 2025.", "hold the intergovernmental commission in 2025", "2025", "HUN", "KAZ"),
        Telling("zh", "会谈\n\n双方将于2025年举行政府间委员会会议。", "2025年举行政府间委员会会议", "2025", "KAZ", "HUN")));

    [Fact]
    public void AnotherDayOtherPartiesOrAnotherThingIsAnotherPromise()
    {
        var english = Telling("en", "Talks\n\nThe sides will hold the intergovernmental commission in 2025.", "hold the intergovernmental commission in 2025", "2025", "HUN", "KAZ");
        Assert.Equal(2, PromisesOf(english, Telling("zh", "会谈\n\n双方将于2026年举行政府间委员会会议。", "2026年举行政府间委员会会议", "2026", "HUN", "KAZ")));
        Assert.Equal(2, PromisesOf(english, Telling("zh", "会谈\n\n匈方将于2025年举行政府间委员会会议。", "2025年举行政府间委员会会议", "2025", "HUN")));
        Assert.Equal(2, PromisesOf(english, Telling("zh", "会谈\n\n双方将于2025年举办电影周。", "2025年举办电影周", "2025", "HUN", "KAZ")));
    }
}
