using Readout.Cli.Views;

namespace Readout.Cli.Commands;

/// <summary><c>readout read</c>: reports in, records out.</summary>
internal sealed class ReadCommand : Verb
{
    public ReadCommand(Session session)
        : base("read", "Read reports and print their records.",
            "readout read report.txt                       a summary on the terminal",
            "readout read reports/ > records.jsonl         a folder, one record a line",
            "readout read reports.jsonl --jobs 4 -o records.jsonl",
            "cat report.txt | readout read - --published 2025-08-30 --format json")
    {
        var reading = new ReadingOptions(session, this);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new RecordView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var code = await reading.ReadAllAsync(parse, "readout read", next =>
            {
                if (view is not null)
                    view.Write(next.Record!);
                else
                    to.WriteJson(RecordJson.Write(next.Record!));
                // At a terminal every record is shown as soon as it is there.
                if (session.Terminal.IsOutTerminal)
                    to.Writer.Flush();
                return ValueTask.CompletedTask;
            }, known: null, cancel);
            to.Complete();
            return code;
        });
    }
}
