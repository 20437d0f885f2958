using Readout;
using System.Text.Json;
Console.OutputEncoding = System.Text.Encoding.UTF8;
var reader = new Reader();
foreach (var line in File.ReadLines(args[0]))
{
    using var json = JsonDocument.Parse(line);
    var r = json.RootElement;
    var report = new Report { Text = r.GetProperty("text").GetString()!, Name = r.GetProperty("name").GetString(), Published = r.TryGetProperty("published", out var p) ? DateOnly.Parse(p.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null };
    Console.WriteLine(RecordJson.Write(reader.Read(report)));
}
return 0;
