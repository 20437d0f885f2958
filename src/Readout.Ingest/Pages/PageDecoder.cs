using System.Text;
using System.Text.RegularExpressions;

namespace Readout.Ingest.Pages;

/// <summary>Bytes of a page as text.</summary>
/// <remarks>Byte-order mark, then valid UTF-8 whatever was declared (servers declare wrongly, bytes do not happen to be UTF-8), then the header's
/// charset, then the page's own, then what <see cref="TextDecoder"/> tells from the letters; windows-1252 when nothing fits, as browsers do.</remarks>
internal static partial class PageDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The page.</param>
    /// <param name="contentType">The header's value; null when there is none.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (IsUtf8(bytes))
            return StrictUtf8.GetString(bytes);
        if (Declared(bytes, contentType) is { } declared)
            return declared.GetString(bytes);
        return TextDecoder.Decode(bytes).Text ?? Named("windows-1252")!.GetString(bytes);
    }

    // A page cut in the middle of a letter is UTF-8 all the same.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < 4 && cut <= bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
                return true;
        }

        return false;
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (contentType is not null && Charset().Match(contentType) is { Success: true } inHeader && Named(inHeader.Groups[1].Value) is { } header && header is not UTF8Encoding)
            return header;
        // HTML wants the declaration within the first 1024 bytes; sites put it later.
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 8192)]);
        return Charset().Match(head) is { Success: true } inPage && Named(inPage.Groups[1].Value) is { } page && page is not UTF8Encoding ? page : null;
    }

    private static Encoding? Named(string name)
    {
        try
        {
            // Chinese pages that say gb2312 use letters of its superset.
            var known = name.ToLowerInvariant() switch { "gb2312" or "gbk" or "x-gbk" => "gb18030", "utf8" => "utf-8", var other => other };
            return CodePagesEncodingProvider.Instance.GetEncoding(known) ?? Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([\w\-:]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
