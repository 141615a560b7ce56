using Microsoft.ML.Transforms;

namespace MLNetTuning.Embedded.Tests.Transforms;

public sealed class TextKeysTests
{
    [Fact]
    public void Find_TextsOfAllLengths_GivesTheirNumbersAndNoOthers()
    {
        var random = new Random(1);
        var texts = Enumerable.Range(0, 5000).Select(i => Text(random, i % 40)).Distinct().ToArray();
        var keys = new TextKeys(Array.ConvertAll(texts, static t => t.AsMemory()));
        var known = texts.ToHashSet();

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal((uint)i + 1, keys.Find($"x{texts[i]}y".AsMemory(1, texts[i].Length)));
        }

        foreach (var other in Enumerable.Range(0, 5000).Select(i => Text(random, i % 40)).Where(text => !known.Contains(text)))
        {
            Assert.Equal(0u, keys.Find(other.AsMemory()));
        }
    }

    [Fact]
    public void Find_TextsWhoseHashesCollide_StillGivesTheirNumbers()
    {
        // Texts picked for the same place of a table.
        var crowd = new List<string>();
        for (var i = 0; crowd.Count < 200; i++)
        {
            var text = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (TextKeys.Hash(text) % 1024 == 5)
            {
                crowd.Add(text);
            }
        }

        var keys = new TextKeys([.. crowd.Select(static t => t.AsMemory())]);

        Assert.Equal(Enumerable.Range(1, 200).Select(static i => (uint)i), crowd.Select(text => keys.Find(text.AsMemory())));
        Assert.Equal(0u, keys.Find("none".AsMemory()));
    }

    [Fact]
    public void Find_NoTexts_FindsNone() => Assert.Equal(0u, new TextKeys([]).Find("a".AsMemory()));

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(3)))]);
}
