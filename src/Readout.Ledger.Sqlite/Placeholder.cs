namespace Readout.Ledger;
