namespace Readout.Tests;

public class InitiativeNameTests
{
    private static readonly Reader Reader = new();

    [Theory]
    [InlineData("Президент Таджикистана поблагодарил КНР за открытие второй и третьей мастерских Лу Баня.", "вторая и третья мастерские Лу Баня")]
    [InlineData("Посол Китая в Танзании сообщил об открытии мастерской Лу Баня в Дар-эс-Саламе.", "мастерская Лу Баня")]
    [InlineData("Президент Казахстана выступил на саммите Организации тюркских государств в Бишкеке.", "саммит Организации тюркских государств")]
    [InlineData("Министры Чили и Перу подписали Соглашение о взаимной защите инвестиций.", "Соглашение о взаимной защите инвестиций")]
    public void NamesStandInTheBaseForm(string text, string name) =>
        Assert.Equal([name], Reader.Read(new Report { Text = text, Language = "ru", Published = new DateOnly(2025, 8, 30) }).Initiatives.Select(i => i.Name));
}
