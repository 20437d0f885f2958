using System.Globalization;
using System.Text;
using Readout.Tagging;

namespace Readout.Train;

/// <summary>Counts names found against names marked: same start, end and type, as score_ner.py counts with --match exact.</summary>
internal sealed class NameScore
{
    private readonly (int Hit, int Predicted, int Gold)[] _counts = new (int, int, int)[3];

    public void Add(IEnumerable<GoldName> gold, IEnumerable<GoldName> predicted)
    {
        var (marked, found) = (gold.ToHashSet(), predicted.ToHashSet());
        foreach (var type in Enum.GetValues<NameType>())
        {
            var (hit, all, of) = _counts[(int)type];
            _counts[(int)type] = (hit + found.Count(f => f.Type == type && marked.Contains(f)), all + found.Count(f => f.Type == type), of + marked.Count(m => m.Type == type));
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var type in Enum.GetValues<NameType>())
            Line(GoldName.Code(type), _counts[(int)type]);
        Line("all", (_counts.Sum(c => c.Hit), _counts.Sum(c => c.Predicted), _counts.Sum(c => c.Gold)));
        return text.ToString();

        void Line(string name, (int Hit, int Predicted, int Gold) c) => text.AppendLine(CultureInfo.InvariantCulture,
            $"{name,-4} P {Share(c.Hit, c.Predicted):0.0000}  R {Share(c.Hit, c.Gold):0.0000}  F1 {Share(2 * c.Hit, c.Predicted + c.Gold):0.0000}  ({c.Hit} of {c.Predicted} found, {c.Gold} marked)");
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
