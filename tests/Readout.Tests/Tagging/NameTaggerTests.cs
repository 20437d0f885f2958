using System.Globalization;
using System.Security.Cryptography;
using Readout.Tagging;
using Readout.Tests.Specs;
using Readout.Train;

namespace Readout.Tests.Tagging;

public sealed class NameTaggerTests
{
    private static readonly Reader Reader = new();

    public static TheoryData<string> Languages { get; } = ["ru", "en", "zh", "kk"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_model_is_the_one_its_card_describes(string language)
    {
        var card = File.ReadAllText(Path.Combine(SpecFile.Root(), $"src/Readout/Languages/{language}/names-model.README.md"));
        using var stream = typeof(Reader).Assembly.GetManifestResourceStream($"Languages/{language}/names.model.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(bytes)), card);
        Assert.Contains(bytes.Length.ToString("N0", CultureInfo.InvariantCulture) + " bytes", card);
        Assert.InRange(bytes.Length, 1, 2_000_000);
        Assert.NotNull(NameModel.Read(bytes, language));
    }

    [Fact]
    public void A_language_without_a_model_has_no_tagger() => Assert.Null(NameModel.Load("Languages/tlh/names.model.bin"));

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        var error = Assert.Throws<Readout.Tables.TableException>(() => NameModel.Read("RONT0"u8, "names.model.bin"));
        Assert.Contains("train", error.Message);
    }

    [Theory]
    [InlineData("ru", "Форум завершён. Тойво Кирьямяки прибыл в Хлуботин.", "PER Тойво Кирьямяки|LOC Хлуботин")]
    [InlineData("ru", "Глава компании «Тундромаш» Пелагея Уйбаан принята в Ташкенте.", "ORG Тундромаш|PER Пелагея Уйбаан|LOC Ташкенте")]
    [InlineData("ru", "Как сообщил Росприроднадзор, пробы взяты.", "ORG Росприроднадзор")]
    [InlineData("ru", "По итогам подписано Совместное заявление.", "")]
    [InlineData("en", "On Monday, Aurelia Fontanesi flew to Oradea from Switzerland's capital.", "PER Aurelia Fontanesi|LOC Oradea|LOC Switzerland")]
    [InlineData("en", "The two sides signed a Joint Statement on Friday.", "")]
    [InlineData("zh", "昨天，顾明远在绍兴市参观了绍兴大学。", "PER 顾明远|LOC 绍兴市|ORG 绍兴大学")]
    [InlineData("kk", "Кеше Ғабит Серікбаев Көкшетауға келді.", "PER Ғабит Серікбаев|LOC Көкшетауға")]
    public void Names_of_a_text_are_told_without_titles_and_quotation_marks(string language, string text, string expected)
    {
        var record = Reader.Read(new Report { Text = text, Language = language });
        Assert.Equal(expected, string.Join('|', record.Names.Select(n => $"{GoldName.Code(n.Type)} {record.Document.Text[n.Start..n.End]}")));
    }

    [Fact]
    public void A_company_in_capitals_is_no_person()
    {
        var record = Reader.Read(new Report { Text = "The ministers welcomed the flights of Wizz Air and the work of Aldabergen Energy.", Language = "en" });
        Assert.DoesNotContain(record.Actors, a => a.Kind == ActorKind.Person);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Names_lie_in_order_and_none_in_another(string language)
    {
        foreach (var example in SpecFile.All().Where(e => e.Place.StartsWith($"specs/{language}", StringComparison.Ordinal)))
        {
            var end = 0;
            foreach (var name in Reader.Read(new Report { Text = example.Text, Published = example.Published, Language = language }).Names)
            {
                Assert.InRange(name.Start, end, name.End - 1);
                end = name.End;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_same_texts_and_seed_train_the_same_bytes(string language)
    {
        var pack = TrainingPack.Of(language);
        var texts = OwnTexts.Marked(Path.Combine(SpecFile.Root(), $"train/texts/names.{language}.txt")).Take(8).Select(t => MarkedText.Of(t, pack).ForTraining()).ToArray();
        var options = new TrainingOptions { Epochs = 3, AtLeast = 1 };
        var first = ModelMaker.Make(texts, options);
        Assert.Equal(first, ModelMaker.Make(texts, options));
        Assert.NotEqual(first, ModelMaker.Make(texts, options with { Seed = 2 }));
    }

    [Theory]
    [InlineData(nameof(TrainerKind.Crf))]
    [InlineData(nameof(TrainerKind.Perceptron))]
    [InlineData(nameof(TrainerKind.Local))]
    public void Each_kind_learns_the_texts_it_is_shown(string kind)
    {
        var pack = TrainingPack.Of("ru");
        var texts = OwnTexts.Marked(Path.Combine(SpecFile.Root(), "train/texts/names.ru.txt")).Take(12).Select(t => MarkedText.Of(t, pack)).ToArray();
        var tagger = pack.Tagger(ModelMaker.Make([.. texts.Select(t => t.ForTraining())], new TrainingOptions { Kind = Enum.Parse<TrainerKind>(kind), AtLeast = 1, Pull = 0.01f }));
        var right = texts.Sum(t => t.Find(tagger).Count(t.Gold.Names.Contains));
        Assert.InRange(right, texts.Sum(t => t.Gold.Names.Count) * 9 / 10, int.MaxValue);
    }
}

public sealed class TagLatticeTests
{
    [Fact]
    public void Likelihoods_of_a_tokens_tags_sum_to_one_and_impossible_sequences_have_none()
    {
        const int tags = NameTags.Count;
        var random = new Random(7);
        var scores = Enumerable.Range(0, 5 * tags).Select(_ => (float)(random.NextDouble() * 6 - 3)).ToArray();
        var weights = Enumerable.Range(0, tags * tags).Select(i => NameTags.MayFollow(i / tags, i % tags) ? Math.Exp(random.NextDouble()) : 0).ToArray();
        var (forward, backward, emissions) = (new double[scores.Length], new double[scores.Length], new double[scores.Length]);
        TagLattice.Sums(scores, weights, forward, backward, emissions);
        for (var i = 0; i < 5; i++)
            Assert.Equal(1, Enumerable.Range(0, tags).Sum(t => forward[(i * tags) + t] * backward[(i * tags) + t]), 9);
        Assert.Equal(0, forward[NameTags.Of(NameType.Person, isFirst: false, isLast: true)]);
        Assert.Equal(0, forward[(4 * tags) + NameTags.Of(NameType.Location, isFirst: true, isLast: false)]);
    }

    [Fact]
    public void The_best_sequence_never_breaks_a_name_off()
    {
        const int tags = NameTags.Count;
        var scores = new float[3 * tags];
        scores[NameTags.Of(NameType.Person, isFirst: true, isLast: false)] = 5;
        scores[tags + NameTags.Of(NameType.Location, isFirst: true, isLast: true)] = 4;
        scores[(2 * tags) + NameTags.Of(NameType.Organization, isFirst: true, isLast: false)] = 5;
        var best = new byte[3];
        TagLattice.Best(scores, new float[tags * tags], best, new byte[scores.Length]);
        for (var i = 1; i < 3; i++)
            Assert.True(NameTags.MayFollow(best[i - 1], best[i]));
        Assert.False(NameTags.IsOpen(best[2]));
    }
}
