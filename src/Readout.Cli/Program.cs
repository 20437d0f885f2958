using Readout.Cli;
using Readout.Cli.Running;

return await App.RunAsync(args, Terminal.OfProcess(), ReaderFactory.Create);
