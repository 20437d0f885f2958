using Readout.Languages.Zh;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Tests.Languages.Zh;

public sealed class ChineseSegmentationTests
{
    private static readonly ChineseMorphology Morphology = new(ReferenceDictionary.Load("zh"), TableSource.BuiltIn.Of("zh"));

    private static string Cut(string text) => string.Join('|', Morphology.Tokenize(text, new Span(0, text.Length)).Select(t => t.Span.In(text)));

    [Theory]
    [InlineData("国家主席习近平6日下午会见", "国家主席|习近平|6|日|下午|会见")]
    [InlineData("土库曼斯坦总统谢尔达尔·别尔德穆哈梅多夫", "土库曼斯坦|总统|谢尔达尔|·|别尔德穆哈梅多夫")]
    [InlineData("双方将于9月签署协议", "双方|将|于|9|月|签署|协议")]
    [InlineData("同比增长7.6%", "同比增长|7.6|%")]
    [InlineData("出口煤炭近7000万吨", "出口|煤炭|近|7000|万|吨")]
    [InlineData("應國家主席習近平邀請", "應|國家主席|習近平|邀請")]
    [InlineData("外交部发言人林剑", "外交部|发言人|林剑")]
    [InlineData("外交部长王毅", "外交部长|王毅")]
    public void ARunOfCharactersIsCutIntoWords(string text, string words) => Assert.Equal(words, Cut(text));

    [Theory]
    [InlineData("大使周见川会见", "周见川")]
    [InlineData("总统梅列杜汉表示", "梅列杜汉")]
    [InlineData("主任祁永泰说", "祁永泰")]
    public void ANameThatNoListHoldsStaysWhole(string text, string name) => Assert.Contains(name, Cut(text).Split('|'));

    [Theory]
    [InlineData("她同程虹同机抵达")]
    [InlineData("“𠮷野家”是𠮷字。😀")]
    [InlineData("〇〇九年")]
    [InlineData("")]
    public void TheTokensCoverEveryCharacter(string text) => Assert.Equal(text, Cut(text).Replace("|", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("周见川", "Zhou Jianchuan")]
    [InlineData("欧阳明", "Ouyang Ming")]
    [InlineData("吕布", "Lü Bu")]
    [InlineData("埃克托尔·巴尔加斯", "埃克托尔·巴尔加斯")]
    [InlineData("吉拉德", "吉拉德")]
    public void ChineseNamesArePinyinAndForeignOnesStay(string name, string english) => Assert.Equal(english, new ChineseNames(Morphology, TableSource.BuiltIn.Of("zh")).ToEnglish(name));

    [Theory]
    [InlineData("五", 5)]
    [InlineData("两百", 200)]
    [InlineData("三千五百万", 35_000_000)]
    [InlineData("一亿二千万", 120_000_000)]
    [InlineData("二十五", 25)]
    public void NumbersInCharactersHaveTheirValue(string characters, int value) => Assert.Equal(value, ChineseFigureFinder.Parse(characters));

    [Theory]
    [InlineData("中国外交部长王毅在北京会见来访的老挝外长。", "zh")]
    [InlineData("國家主席習近平抵達阿斯塔納，出席峰會。", "zh")]
    [InlineData("中国の王毅外相は北京でラオスの外相と会談した。", "ja")]
    public void ChineseIsToldFromJapanese(string text, string language) => Assert.Equal(language, LanguageDetector.Detect(text));
}
