using Readout.Text;
using Readout.Web.Interface;

namespace Readout.Web.Parts;

/// <summary>The language of words that come without their report.</summary>
internal static class TextLanguage
{
    /// <summary>BCP 47, for the attribute <c>lang</c>; null where the words are too few to tell, or seem to be in a language that reports are not read in.</summary>
    public static string? Of(string words) => InterfaceLanguage.Find(LanguageDetector.Detect(words))?.Code;
}
