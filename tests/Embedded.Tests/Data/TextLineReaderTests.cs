using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Data;

public sealed class TextLineReaderTests
{
    [Theory]
    [InlineData("a\nb\r\nc\rd", new[] { "a", "b", "c", "d" }, new long[] { 1, 2, 3, 4 })]
    [InlineData("a\n\n\nb\n", new[] { "a", "b" }, new long[] { 1, 4 })]
    [InlineData("#c\n//c\na\n//c\n#b\n", new[] { "a", "#b" }, new long[] { 3, 5 })]
    [InlineData("1,\"x\ny\",2\nz\n", new[] { "1,\"x\ny\",2", "z" }, new long[] { 1, 3 })]
    [InlineData("1,\"x\"\"\ny\"\nz\n", new[] { "1,\"x\"\"\ny\"", "z" }, new long[] { 1, 3 })]
    [InlineData("a\"b\nc\n", new[] { "a\"b", "c" }, new long[] { 1, 2 })]
    public void Next_Text_CutsLinesAndNumbersThem(string text, string[] lines, long[] numbers)
    {
        var read = Read(new StringReader(text));

        Assert.Equal(lines, read.Select(static r => r.Line));
        Assert.Equal(numbers, read.Select(static r => r.Number));
    }

    [Fact]
    public void Next_LinesLongerThanTheBuffer_AreWhole()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 50).Select(i => new string((char)('a' + (i % 26)), 1 + random.Next(200000))).ToArray();

        Assert.Equal(lines, Read(new StringReader(string.Join("\r\n", lines))).Select(static r => r.Line));
    }

    [Fact]
    public void Next_QuoteNeverClosed_NamesTheLine()
    {
        var error = Assert.Throws<EndOfStreamException>(() => Read(new StringReader("a\nb,\"c\nd\n")));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    private static List<(string Line, long Number)> Read(TextReader text)
    {
        var format = TextFormat.Create(new TextLoader.Options { Separators = [','], AllowQuoting = true, ReadMultilines = true });
        using var reader = new TextLineReader(text, format);
        var lines = new List<(string, long)>();
        while (reader.Next(out var line))
        {
            lines.Add((line.ToString(), reader.Line));
        }

        return lines;
    }
}
