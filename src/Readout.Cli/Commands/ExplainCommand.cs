using Readout.Cli.Views;

namespace Readout.Cli.Commands;

/// <summary><c>readout explain</c>: which rule and which words gave each item.</summary>
internal sealed class ExplainCommand : Verb
{
    public ExplainCommand(Session session)
        : base("explain", "Read reports and tell which rule and which words gave each item.",
            "readout explain report.txt",
            "readout explain report.txt --format jsonl | jq 'select(.layer == \"events\")'")
    {
        var reading = new ReadingOptions(session, this);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new ExplanationView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var code = await reading.ReadAllAsync(parse, "readout explain", next =>
            {
                if (view is not null)
                    view.Write(next.Record!);
                else
                {
                    foreach (var item in Explanation.Of(next.Record!))
                        to.WriteJson(LedgerJson.Write(item));
                }

                return ValueTask.CompletedTask;
            }, known: null, cancel);
            to.Complete();
            return code;
        });
    }
}
