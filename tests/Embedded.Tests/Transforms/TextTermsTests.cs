using Microsoft.ML.Transforms;

namespace MLNetTuning.Embedded.Tests.Transforms;

public sealed class TextTermsTests
{
    [Fact]
    public void Add_ManyTexts_AreNumberedInOrderAndFoundAgain()
    {
        var terms = new TextTerms();
        var texts = Enumerable.Range(0, 5000).Select(static i => new string((char)('a' + (i % 26)), i % 19) + i).ToArray();

        foreach (var text in texts.Concat(texts))
        {
            terms.Add(text.AsMemory());
        }

        Assert.Equal(texts.Length, terms.Count);
        Assert.Equal(texts, terms.Values.ToArray().Select(static t => t.ToString()));
        Assert.All(Enumerable.Range(0, texts.Length), i => Assert.Equal(i, terms.Find(texts[i])));
        Assert.Equal(-1, terms.Find("nowhere"));
    }

    [Fact]
    public void Find_SliceOfALongerText_IsTheTextItself()
    {
        var terms = new TextTerms();

        terms.Add("xxabcyy".AsMemory(2, 3));

        Assert.Equal(0, terms.Find("abc"));
        Assert.Equal(-1, terms.Find("abcy"));
    }
}
