using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

public sealed class AwkwardTextTests
{
    private static readonly TextLoader.Column[] s_columns =
        [new("A", DataKind.Single, 0), new("B", DataKind.String, 1), new("C", DataKind.Single, 2)];

    private readonly MLContext _ml = new(1);

    [Theory]
    [ClassData(typeof(AwkwardTexts))]
    public void LoadFromTextFile_AwkwardText_ReadsRows(string flags, string text, string expected)
    {
        var options = new TextLoader.Options
        {
            Separators = [','],
            AllowQuoting = flags.Contains('q'),
            ReadMultilines = flags.Contains('m'),
            TrimWhitespace = flags.Contains('t'),
            MissingRealsAsNaNs = flags.Contains('n'),
        };

        Assert.Equal(expected, Read(text, options));
    }

    [Theory]
    [InlineData('"', "1||2;3|c\\\\d|4;5|e\"f|6;7|g\\|NaN")]
    [InlineData('\\', "1|a\"b|2;3|c\\\\d|4;5||6;7|g\\|NaN")]
    public void Options_EscapeChar_IsWhatStandsBeforeQuotes(char escape, string expected)
    {
        var options = new TextLoader.Options { Separators = [','], AllowQuoting = true, EscapeChar = escape };

        Assert.Equal(expected, Read("1,\"a\\\"b\",2\n3,\"c\\\\d\",4\n5,\"e\"\"f\",6\n7,g\\,h,8\n", options));
    }

    [Theory]
    [InlineData("1,5;a;2,25\n1.5;b;1e2\n,5;c;-1,\n1.000,5;d;1,000.5\n", ";", "1.5|a|2.25;NaN|b|100;0.5|c|-1;NaN|d|NaN")]
    [InlineData("\"1,5\",a,\"2,25\"\n", ",", "1.5|a|2.25")]
    public void Options_DecimalMarkerComma_IsTheOnlyMarker(string text, string separators, string expected) =>
        Assert.Equal(expected, Read(text, new TextLoader.Options { Separators = [.. separators], AllowQuoting = true, DecimalMarker = ',' }));

    [Theory]
    [InlineData("1,a;2\n3;b,4\n", ",;", "1|a|2;3|b|4")]
    [InlineData("1,a;2\n3|b:4\n", ",;|:", "1|a|2;3|b|4")]
    [InlineData("1 a 2\n3  b 4\n 5 c 6\n", " ", "1|a|2;3||NaN;0|5|NaN")]
    [InlineData("1§a§2\n3§ß§4\n", "§", "1|a|2;3|ß|4")]
    public void Options_Separators_AnyOfThemEndsAField(string text, string separators, string expected) =>
        Assert.Equal(expected, Read(text, new TextLoader.Options { Separators = [.. separators] }));

    [Theory]
    [InlineData(null, "1|a|2;3|b|4;5|c|6")]
    [InlineData(0L, "")]
    [InlineData(2L, "1|a|2;3|b|4")]
    public void Options_MaxRows_ReadsNoMore(long? rows, string expected) =>
        Assert.Equal(expected, Read("1,a,2\n3,b,4\n5,c,6\n", new TextLoader.Options { Separators = [','], MaxRows = rows }));

    [Fact]
    public void LoadFromTextFile_TrimmedTabs_AreNoFields() =>
        Assert.Equal("1|a|0;2||0", Read("1\ta\t\n2\t\t\t\n", new TextLoader.Options { TrimWhitespace = true }));

    [Fact]
    public void LoadFromTextFile_QuoteNeverClosedOverLines_Throws()
    {
        var options = new TextLoader.Options { Separators = [','], AllowQuoting = true, ReadMultilines = true };

        Assert.Throws<FormatException>(() => Read("1,\"a\nb,2\n3,c,4\n", options));
    }

    [Fact]
    public void LoadFromTextFile_NulCharacters_AreNoPartOfNumbers() =>
        Assert.Equal("1|a\0b|NaN;NaN|\0|3", Read("1,a\0b,2\0\n1\0,\0,3\n", new TextLoader.Options { Separators = [','] }));

    [Fact]
    public void LoadFromTextFile_BytesThatAreNoUtf8_AreReplaced()
    {
        using var file = new TemporaryFile("");
        File.WriteAllBytes(file.Path, [(byte)'1', (byte)',', 0xE9, 0xFF, (byte)'x', (byte)',', (byte)'2', (byte)'\n']);

        Assert.Equal(["\uFFFD\uFFFDx"], _ml.Data.LoadFromTextFile(file.Path, s_columns, ',').GetColumn<string>("B"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void LoadFromTextFile_ByteOrderMark_SaysTheEncoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var file = new TemporaryFile("");
        File.WriteAllText(file.Path, "A,é,C\n1,ß€😀,2\n", encoding);
        var options = new TextLoader.Options { Separators = [','], HasHeader = true, Columns = [new("V", DataKind.String, 0, 2)] };

        var data = _ml.Data.LoadFromTextFile(file.Path, options);

        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["V"].GetSlotNames(ref names);
        Assert.Equal(["A", "é", "C"], names.DenseValues().Select(static n => n.ToString()));
        Assert.Equal(["1", "ß€😀", "2"], data.GetColumn<string[]>("V").Single());
    }

    [Fact]
    public void Load_SeveralFiles_EachHasItsHeader()
    {
        using var first = new TemporaryFile("h,i,j\n1,a,2\n");
        using var second = new TemporaryFile("h,i,j\n3,b,4");
        var loader = _ml.Data.CreateTextLoader(new TextLoader.Options { Separators = [','], HasHeader = true, Columns = s_columns });

        Assert.Equal([1f, 3f], loader.Load(first.Path, second.Path).GetColumn<float>("A"));
        Assert.Equal([2f, 4f], loader.Load(new MultiFileSource(first.Path, second.Path)).GetColumn<float>("C"));
    }

    [Fact]
    public void LoadFromTextFile_ManyRows_KeepTheirOrderWithAnyNumberOfThreads()
    {
        // More than any block that is read at once, with lines of every sort in between.
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(static i => (i % 5) switch
        {
            0 => $"{i},\"quoted, {i}\",{i / 8.0}\n",
            1 => $"{i},\"two\nlines {i}\",\n",
            2 => $"{i},plain text {i},-{i}e-2\r\n",
            3 => $"{i},\"say \"\"{i}\"\"\",{i}.5\n\n",
            _ => $"{i},ß{i % 7},?\n",
        }));
        using var file = new TemporaryFile(text);
        foreach (var threads in new[] { true, false })
        {
            var options = new TextLoader.Options
            {
                Separators = [','],
                AllowQuoting = true,
                ReadMultilines = true,
                UseThreads = threads,
                Columns = s_columns,
            };

            var data = _ml.Data.LoadFromTextFile(file.Path, options);

            Assert.Equal(Enumerable.Range(0, 60_000).Select(static i => (float)i).ToArray(), data.GetColumn<float>("A").ToArray());
            Assert.Equal(["quoted, 50000", "two\nlines 50001", "plain text 50002", "say \"50003\"", "ß3"], data.GetColumn<string>("B").ToArray()[50_000..50_005]);
        }
    }

    private string Read(string text, TextLoader.Options options)
    {
        using var file = new TemporaryFile(text);
        options.Columns = s_columns;
        var preview = _ml.Data.LoadFromTextFile(file.Path, options).Preview();
        return string.Join(";", preview.RowView.Select(static row => string.Join("|", row.Values.Select(static v => string.Create(CultureInfo.InvariantCulture, $"{v.Value}")))));
    }
}
