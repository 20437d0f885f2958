using System.Buffers;
using System.Text;

namespace Readout.Ingest;

/// <summary>Bytes as text: <see cref="Text"/>, or else a code and the reason.</summary>
/// <param name="Text">Null when the bytes are no text that we know how to read.</param>
/// <param name="ConvertedFrom">Encoding that the text was converted from; null when it was UTF-8.</param>
/// <param name="Code">One of <see cref="Codes"/>; null when there is a text.</param>
/// <param name="Reason">Why not, and what to do; null when there is a text.</param>
public readonly record struct Decoding(string? Text, string? ConvertedFrom = null, string? Code = null, string? Reason = null);

/// <summary>Tells which encoding a text is in: UTF-8, UTF-16 and UTF-32 by their marks, windows-1251 and KOI8-R by their letters.</summary>
public static class TextDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A Russian text decoded rightly scores about 1.6 a letter, the other code page or Chinese bytes below 0.5.
    private const double LeastScore = 1.0;

    public static Decoding Decode(ReadOnlySpan<byte> bytes)
    {
        if (Marked(bytes) is { } marked)
            return marked;
        if (BinaryKind(bytes) is { } kind)
            return new(null, Code: Codes.BinaryInput, Reason: $"it is no text but {kind}. Give a plain text file or report lines (.jsonl).");
        try
        {
            return new(StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return NotUtf8(bytes);
        }
    }

    private static Decoding? Marked(ReadOnlySpan<byte> bytes)
    {
        (int Length, string Name, Encoding Encoding)? mark = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (3, "UTF-8", StrictUtf8),
            [0xFF, 0xFE, 0, 0, ..] => (4, "UTF-32LE", new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true)),
            [0, 0, 0xFE, 0xFF, ..] => (4, "UTF-32BE", new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true)),
            [0xFF, 0xFE, ..] => (2, "UTF-16LE", new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
            [0xFE, 0xFF, ..] => (2, "UTF-16BE", new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
            _ => null,
        };
        if (mark is not { } m)
            return null;
        try
        {
            return new(m.Encoding.GetString(bytes[m.Length..]), m.Name == "UTF-8" ? null : m.Name);
        }
        catch (DecoderFallbackException)
        {
            return new(null, Code: Codes.UnknownEncoding, Reason: $"it begins with the mark of {m.Name} but is not valid {m.Name}. Save it again as UTF-8.");
        }
    }

    /// <summary>What the bytes look like when they are no text; null when they look like text.</summary>
    private static string? BinaryKind(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8))
            return "a PDF";
        if (bytes.StartsWith("PK\x03\x04"u8))
            return "a ZIP archive or an office document";
        if (bytes is [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..])
            return "a picture";
        if (bytes is [0x1F, 0x8B, ..])
            return "a gzip archive";
        if (bytes.StartsWith("SQLite format 3\0"u8))
            return "an SQLite database";
        var head = bytes[..Math.Min(bytes.Length, 8192)];
        if (head.Contains((byte)0))
            return "binary data (it holds NUL bytes; UTF-16 needs its byte-order mark)";
        var control = 0;
        foreach (var b in head)
            control += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') ? 1 : 0;
        return control * 20 > head.Length ? "binary data" : null;
    }

    private static Decoding NotUtf8(ReadOnlySpan<byte> bytes)
    {
        // Mostly right UTF-8 with a broken spot (a cut file, two files glued together) must not become "Рџ" by a code page.
        var (whole, broken, line) = CountUtf8(bytes);
        if (whole > 3 * broken)
        {
            return new(null, Code: Codes.UnknownEncoding, Reason: $"it is UTF-8 with {Count(broken, "broken byte")}, the first in line {line}. Repair it or save it again as UTF-8.");
        }

        var best = (Score: double.MinValue, Text: "", Name: "");
        foreach (var (codePage, name) in new[] { (1251, "windows-1251"), (20866, "KOI8-R") })
        {
            var text = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetString(bytes);
            var score = RussianScore(text);
            if (score > best.Score)
                best = (score, text, name);
        }

        return best.Score >= LeastScore
            ? new(best.Text, best.Name)
            : new(null, Code: Codes.UnknownEncoding, Reason: "it is neither UTF-8 nor windows-1251 nor KOI8-R. Save it again as UTF-8.");
    }

    private static (int Whole, int Broken, int Line) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        int whole = 0, broken = 0, line = 1, brokenLine = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.Done)
            {
                if (length > 1)
                    whole++;
                else if (rune.Value == '\n')
                    line++;
            }
            else
            {
                broken++;
                if (brokenLine == 0)
                    brokenLine = line;
            }

            bytes = bytes[length..];
        }

        return (whole, broken, brokenLine);
    }

    /// <summary>How Russian a text looks, averaged over what is not ASCII: frequent letters count for it, capitals after small letters and
    /// Cyrillic letters that touch Latin ones count against it.</summary>
    private static double RussianScore(string text)
    {
        double score = 0;
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80 || c is '«' or '»' or '—' or '–' or '…' or '№' or '“' or '”' or '„' or '\u00A0')
                continue;
            count++;
            if (c is not (>= 'А' and <= 'я' or 'Ё' or 'ё'))
            {
                score -= 2;
                continue;
            }

            var before = i > 0 ? text[i - 1] : ' ';
            score += "оеаинтсрвл".Contains(char.ToLowerInvariant(c), StringComparison.Ordinal) ? 2 : 1;
            if (char.IsUpper(c) && char.IsLower(before))
                score -= 3;
            if (char.IsAsciiLetter(before) || (i + 1 < text.Length && char.IsAsciiLetter(text[i + 1])))
                score -= 2;
        }

        return count == 0 ? double.MinValue : score / count;
    }

    private static string Count(int n, string noun) => n == 1 ? $"1 {noun}" : FormattableString.Invariant($"{n:N0} {noun}s");
}
