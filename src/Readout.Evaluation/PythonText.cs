using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Readout.Evaluation;

/// <summary>Numbers and JSON as Python writes them, so that our scores and those of the reference script can be compared byte by byte.</summary>
internal static class PythonText
{
    /// <summary>Rounds as Python's <c>round</c> does: the exact binary value, halves to the even digit.</summary>
    public static double Round(double value, int digits) => double.Parse(Fixed(value, digits), CultureInfo.InvariantCulture);

    /// <summary><c>f"{value:.3f}"</c>.</summary>
    public static string Fixed(double value, int digits)
    {
        // A binary fraction lies halfway between two decimals of n digits only when it is an odd multiple of 2^-(n+1): "F" then rounds up,
        // Python to the even digit. Such values have few digits, so that decimal holds them exactly.
        var halves = value * Math.Pow(2, digits + 1);
        var isHalfway = halves == Math.Floor(halves) && (long)halves % 2 != 0;
        return isHalfway
            ? Math.Round((decimal)value, digits, MidpointRounding.ToEven).ToString("F" + digits, CultureInfo.InvariantCulture)
            : value.ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary><c>repr(value)</c> of a float.</summary>
    public static string Repr(double value)
    {
        if (value != 0 && (Math.Abs(value) >= 1e16 || Math.Abs(value) < 1e-4))
        {
            var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
            for (var precision = 0; precision <= 16; precision++)
            {
                var shorter = value.ToString("E" + precision, CultureInfo.InvariantCulture);
                if (double.Parse(shorter, CultureInfo.InvariantCulture) == value)
                {
                    scientific = shorter;
                    break;
                }
            }

            var parts = scientific.Split('E');
            var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        var plain = decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    /// <summary><c>json.dumps(value, ensure_ascii=False)</c>.</summary>
    public static string Json(JsonElement value)
    {
        var to = new StringBuilder();
        Write(to, value);
        return to.ToString();
    }

    private static void Write(StringBuilder to, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                // Of a name that stands twice Python keeps the last value at the first place.
                var names = value.EnumerateObject().Select(p => p.Name).Distinct(StringComparer.Ordinal).ToList();
                for (var i = 0; i < names.Count; i++)
                {
                    to.Append(i == 0 ? "" : ", ");
                    Quote(to, names[i]);
                    to.Append(": ");
                    Write(to, value.GetProperty(names[i]));
                }

                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    to.Append(first ? "" : ", ");
                    first = false;
                    Write(to, item);
                }

                to.Append(']');
                break;
            case JsonValueKind.String:
                Quote(to, value.GetString()!);
                break;
            case JsonValueKind.Number:
                var raw = value.GetRawText();
                to.Append(raw.AsSpan().ContainsAny('.', 'e', 'E') ? Repr(value.GetDouble()) : raw == "-0" ? "0" : raw);
                break;
            case JsonValueKind.True:
                to.Append("true");
                break;
            case JsonValueKind.False:
                to.Append("false");
                break;
            default:
                to.Append("null");
                break;
        }
    }

    private static void Quote(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var c in text)
        {
            to.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => null,
            });
            if (c is not ('"' or '\\' or < ' '))
                to.Append(c);
        }

        to.Append('"');
    }

    /// <summary>The first code points of a text.</summary>
    public static string First(string text, int codePoints)
    {
        var at = 0;
        for (var n = 0; n < codePoints && at < text.Length; n++)
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return text[..at];
    }
}
