using Readout.Packs;
using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>What a check of a pack tells the one who edits it.</summary>
public sealed class PackCheckTests
{
    private const string Saying = "cue\tcontent\taddressee\tacts\tevidence\tspeaker\texample\tnote\n";

    private static PackCheck Check(string path, string content) => new("ru", [new PackFile(path, content)]);

    [Fact]
    public void AllErrorsAreToldNotOnlyTheFirst()
    {
        var check = Check("ru/saying.more.tsv", Saying + "прогудеть\tthat\t\tinfrom\tclause\t\tx\n" + "прозвенеть\tthat\t\tinform\tclaus\t\tx\n" + "a\tb\tc\td\te\tf\tg\th\ti\n");
        Assert.Equal(
            [
                "RO2103 ru/saying.more.tsv:4: 9 cells where the header has 8.",
                "RO2104 ru/saying.more.tsv:2: unknown act 'infrom'. Did you mean 'inform'?",
                "RO2104 ru/saying.more.tsv:3: unknown evidence 'claus' (clause, sentence).",
            ],
            check.Errors.Select(e => e.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AWrongHeaderIsTheTablesErrorAndTheRestIsChecked()
    {
        var check = Check("ru/saying.more.tsv", "cue\tcontemt\n");
        Assert.Equal("RO2102 ru/saying.more.tsv: unknown column 'contemt'. Did you mean 'content'?", Assert.Single(check.Errors).ToString());
        Assert.DoesNotContain(check.Check("topic-contexts"), p => p.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("Президент Чили растрезвонил, что выборы состоятся в мае.", null)]
    [InlineData("Президент Чили заявил, что выборы состоятся в мае.", "RO2116 ru/saying.more.tsv:2: the example «Президент Чили заявил, что выборы состоятся в мае.» does not need the row: its words are not found, or another row says it.")]
    public void ARowIsHeldToItsExample(string example, string? problem)
    {
        // That row's problems are all there are in the file.
        var problems = Check("ru/saying.more.tsv", $"{Saying}растрезвонить\tthat\t\tinform\tclause\t\t{example}\n").Check("saying").Where(p => p.Table == "ru/saying.more.tsv").ToList();
        Assert.Equal(problem, problems.Count == 0 ? null : Assert.Single(problems).ToString());
    }

    [Fact]
    public void ARowWithoutAnExampleIsAWarning()
    {
        var problem = Assert.Single(Check("ru/topic-contexts.more.tsv", "kind\twords\texample\ntalks\tбурлеск\n").Check("topic-contexts"));
        Assert.Equal("RO2115 ru/topic-contexts.more.tsv:2: no example. Write a sentence in which 'talks' does its work.", problem.ToString());
        Assert.Equal(DiagnosticSeverity.Warning, problem.Severity);
    }

    [Fact]
    public void AnExampleThatReadsAsSomethingElseIsTold()
    {
        var problems = Check("ru/saying.more.tsv", $"{Saying}растрезвонить\tthat\t\twarn\tclause\t\tПрезидент Чили растрезвонил, что выборы состоятся в мае.\n").Check("saying");
        Assert.DoesNotContain(problems, p => p.Code == "RO2104");
        var other = Check("ru/topics.more.tsv", "topics\tstrength\tcues\texample\nspace\tfield\tзвездоплавание\tПрезиденты обсудили рыбную ловлю.\n").Check("topics").Single(p => p.Table == "ru/topics.more.tsv");
        Assert.Equal("RO2116", other.Code);
    }

    [Fact]
    public void ARowThatSaysWhatAnotherSaysIsTold() =>
        Assert.Contains(Check("ru/topic-contexts.more.tsv", "kind\twords\texample\ntalks\tбурлеск\tx\ntalks\tбурлеск\tx\n").Check("topic-contexts"),
            p => p.ToString() == "RO2108 ru/topic-contexts.more.tsv:3: the row says the same as topic-contexts.more.tsv:2.");

    [Fact]
    public void RowsThatTakePartInNoReadingAreSilent()
    {
        var check = new PackCheck("ru");
        var silent = check.Silent([new Report { Text = "Посол Чили заявил, что порт откроют весной.", Language = "ru" }]).Select(r => r.Cells[0]).ToHashSet();
        Assert.DoesNotContain("посол", silent);
        Assert.Contains("губернатор", silent);
    }

    [Fact]
    public void NothingIsCountedInOrdinaryReading() => Assert.Null(TableSource.BuiltIn.Usage);
}
