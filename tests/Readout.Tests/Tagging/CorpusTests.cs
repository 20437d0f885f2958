using Readout.Train;

namespace Readout.Tests.Tagging;

/// <summary>Corpora of names as their projects write them; the examples are our own.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Sentences_of_universal_ner_keep_their_text_and_the_places_of_their_names()
    {
        var texts = Read("a.iob2", "# sent_id = one\n# text = 😀 Ana Ruiz left Oslo.\n1\t😀\tO\t-\t-\n2\tAna\tB-PER\t-\t-\n3\tRuiz\tI-PER\t-\t-\n4\tleft\tO\t-\t-\n5\tOslo\tB-LOC\t-\t-\n6\t.\tO\t-\t-\n\n# sent_id = two\n# text = Yes.\n1\tYes\tO\t-\t-\n2\t.\tO\t-\t-\n");
        Assert.Equal(["one", "two"], texts.Select(t => t.Name));
        Assert.Equal(["PER 2-10", "LOC 16-20"], Names(texts[0]));
    }

    [Fact]
    public void Of_the_types_of_kaznerd_persons_places_and_bodies_are_names()
    {
        var texts = Read("a.txt", "Бүгін B-DATE\nДәулет B-PERSON\nАсан I-PERSON\nАлматыға B-GPE\nҮш B-CARDINAL\nкелді O\n");
        Assert.Equal("Бүгін Дәулет Асан Алматыға Үш келді", texts[0].Text);
        Assert.Equal(["PER 6-17", "LOC 18-26"], Names(texts[0]));
    }

    [Fact]
    public void Mentions_of_gum_become_names_without_titles_articles_and_what_describes_them()
    {
        var text = Read("doc.conllu", string.Join('\n',
            "# newpar",
            Row(1, "President", "NNP", 4, "compound", "Entity=(1-person-new-n-cf1-1,2-sgl"),
            Row(2, "Ana", "NNP", 1, "flat", "_"),
            Row(3, "Ruiz", "NNP", 1, "flat", "Entity=1)"),
            Row(4, "left", "VBD", 0, "root", "_"),
            Row(5, "the", "DT", 6, "det", "Entity=(2-organization-new-n-cf2-2-sgl-University_of_Oslo"),
            Row(6, "University", "NNP", 4, "obj", "_"),
            Row(7, "of", "IN", 8, "case", "_"),
            Row(8, "Oslo", "NNP", 6, "nmod", "Entity=(3-place-new-n-cf3-1-sgl-Oslo)2)"),
            Row(9, "for", "IN", 13, "case", "_"),
            "10-11\tPeru's\t_\t_\t_\t_\t_\t_\t_\t_",
            Row(10, "Peru", "NNP", 13, "nmod", "Entity=(4-place-new-n-cf4-2-sgl(5-place-new-n-cf5-1-sgl-Peru)"),
            Row(11, "'s", "POS", 10, "case", "_"),
            Row(12, "old", "JJ", 13, "amod", "_"),
            Row(13, "town", "NN", 4, "obl", "Entity=4)|SpaceAfter=No"),
            Row(14, ".", ".", 4, "punct", "_"),
            "")).Single();
        Assert.Equal("President Ana Ruiz left the University of Oslo for Peru's old town.", text.Text);
        Assert.Equal(["PER 10-18", "ORG 28-46", "LOC 51-55"], Names(text));

        static string Row(int id, string form, string tag, int head, string relation, string misc) => $"{id}\t{form}\t_\t_\t{tag}\t_\t{head}\t{relation}\t_\t{misc}";
    }

    [Fact]
    public void A_path_without_a_corpus_is_told()
    {
        var folder = Directory.CreateTempSubdirectory();
        Assert.Contains("factRuEval", Assert.Throws<InvalidDataException>(() => Corpus.Read(folder.FullName)).Message);
        Assert.Contains(".iob2", Assert.Throws<InvalidDataException>(() => Corpus.Read(Path.Combine(folder.FullName, "none"))).Message);
        folder.Delete();
    }

    private static List<GoldText> Read(string name, string content)
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, name), content);
        var texts = Corpus.Read(name.EndsWith(".conllu", StringComparison.Ordinal) ? folder.FullName : Path.Combine(folder.FullName, name));
        folder.Delete(recursive: true);
        return texts;
    }

    private static IEnumerable<string> Names(GoldText text) => text.Names.Select(n => $"{GoldName.Code(n.Type)} {n.Start}-{n.End}");
}
