using Readout.Actors;
using Readout.Tagging;
using Readout.Text;

namespace Readout.Train;

/// <summary>Text of our own in the genre: the examples of the tables of a language and of its specs, with the names that the rules find in them.</summary>
/// <remarks>Rules know the genre and its lists well; the model learns from them how names stand in it, and not to take capitalised offices and documents for names.
/// What the rules found is hidden from the model there, so that it learns the words around names and not the rules' answer.</remarks>
internal static class OwnTexts
{
    // Specs of the tagger itself: what a model was trained on proves nothing about it.
    private const string KeptOut = "names.md";

    /// <summary>The sentences of a language's tables and specs in a repository.</summary>
    public static IEnumerable<string> Read(string repository, string language)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "src/Readout/Languages", language), "*.tsv").Order(StringComparer.Ordinal))
        {
            var lines = File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').ToArray();
            var column = Array.IndexOf(lines[0].Split('\t'), "example");
            if (column < 0)
                continue;
            foreach (var line in lines.Skip(1))
            {
                if (line.Split('\t') is var cells && cells.Length > column && cells[column].Length > 0)
                    yield return cells[column];
            }
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "specs", language), "*.md").Where(f => Path.GetFileName(f) != KeptOut).Order(StringComparer.Ordinal))
        {
            var block = new List<string>();
            foreach (var line in File.ReadLines(file).Append(""))
            {
                if (line.StartsWith("> ", StringComparison.Ordinal))
                {
                    block.Add(line[2..]);
                }
                else if (block.Count > 0)
                {
                    yield return string.Join("\n", block);
                    block.Clear();
                }
            }
        }
    }

    /// <summary>Texts whose names we marked ourselves: paragraphs with [PER …], [ORG …], [LOC …].</summary>
    public static IEnumerable<GoldText> Marked(string file)
    {
        foreach (var paragraph in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var text = new System.Text.StringBuilder();
            var names = new List<GoldName>();
            var (start, type) = (0, NameType.Person);
            for (var i = 0; i < paragraph.Length; i++)
            {
                if (paragraph[i] == '[')
                {
                    (start, type) = (text.Length, GoldName.TypeOf(paragraph.Substring(i + 1, 3)));
                    i += 4;
                }
                else if (paragraph[i] == ']')
                {
                    names.Add(new GoldName(start, text.Length, type));
                }
                else
                {
                    text.Append(paragraph[i]);
                }
            }

            yield return new GoldText(Path.GetFileName(file), text.ToString(), names);
        }
    }

    /// <summary>Texts for training: each as it is and once more with its offices and descriptions in capitals, as press services write them.</summary>
    public static IEnumerable<TrainingText> Of(IEnumerable<string> texts, TrainingPack pack)
    {
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            var plain = Reading.Of(text, pack);
            if (plain.Drafts.Any(IsGuess))
                continue;
            yield return Labelled(plain);
            if (!pack.Pack.Morphology.HasCapitals)
                continue;
            var capitals = text.ToCharArray();
            foreach (var draft in plain.Drafts.Where(d => d.Kind is DraftKind.Office or DraftKind.Description || d.Office is not null))
            {
                if (draft.Tokens.Length > 0 && plain.Text.Text == text)
                    capitals[plain.Text.Tokens[draft.Extent.Start].Span.Start] = char.ToUpperInvariant(text[plain.Text.Tokens[draft.Extent.Start].Span.Start]);
            }

            var raised = new string(capitals);
            if (raised != text)
                yield return Labelled(Reading.Of(raised, pack));
        }
    }

    // Rules that take a chance would teach their mistakes.
    private static bool IsGuess(Draft draft) => draft.Rule is "capitals" or "surname" or "place-case" or "tagger";

    private static TrainingText Labelled(Reading reading)
    {
        var tags = new byte[reading.Features.Spans.Length];
        foreach (var draft in reading.Drafts.Where(d => d.Form == MentionForm.Name).OrderBy(d => d.Tokens.Start).ThenByDescending(d => d.Tokens.Length))
        {
            NameType? type = draft.Kind switch
            {
                DraftKind.Person => NameType.Person,
                DraftKind.Organisation => NameType.Organization,
                DraftKind.State or DraftKind.Place => NameType.Location,
                _ => null,
            };
            if (type is { } named)
                Mark(tags, reading.Features.UnitsOf(type == NameType.Organization ? Bare(reading, draft) : draft.Tokens), named);
        }

        return new TrainingText(reading, tags) { HidesSpots = true };
    }

    // As the corpus marks them: without quotation marks, legal form or the state at the end ("МИД [Казахстана]" names two).
    private static TokenRange Bare(Reading reading, Draft draft)
    {
        var (start, end) = (draft.Tokens.Start, draft.Tokens.End);
        foreach (var inner in reading.Drafts)
        {
            if (inner.Kind is DraftKind.State or DraftKind.Place && inner.Form == MentionForm.Name && inner.Tokens.End == end && inner.Tokens.Start > start)
                end = inner.Tokens.Start;
        }

        for (var i = start; i < end - 1; i++)
        {
            if (reading.Text.Tokens[i].Text is "«" or "\"" or "„" or "“")
                start = i + 1;
        }

        while (end > start + 1 && !reading.Text.Tokens[end - 1].IsWord && reading.Text.Tokens[end - 1].Kind != TokenKind.Number)
            end--;
        return new TokenRange(start, end);
    }

    private static void Mark(byte[] tags, TokenRange range, NameType type)
    {
        if (range.Length <= 0 || tags.AsSpan(range.Start, range.Length).ContainsAnyExcept((byte)0))
            return;
        for (var i = range.Start; i < range.End; i++)
            tags[i] = NameTags.Of(type, i == range.Start, i == range.End - 1);
    }
}
