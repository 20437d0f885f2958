namespace Readout.Tests;
public class Probe
{
    [Fact]
    public void Print()
    {
        var words = Environment.GetEnvironmentVariable("READOUT_WORDS");
        Assert.SkipWhen(string.IsNullOrEmpty(words), "no words");
        var log = TestContext.Current.TestOutputHelper!;
        foreach (var w in words!.Split(' '))
            log.WriteLine(w + ": " + string.Join(" | ", Reading.Russian.Morphology.Analyze(w).Select(r => $"{r.Base} {r.Class} {r.Cases} {r.Numbers} {r.Form} {r.Aspects}{(r.IsShort ? " short" : "")}{(r.IsGuessed ? " guessed" : "")}")));
    }
}
