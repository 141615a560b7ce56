using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>Settings of a loader in the comments before the rows, as SaveAsText writes them.</summary>
public sealed class TextSchemaTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData("#@ TextLoader{\n#@   sep=,\n#@   col=A:R4:0 col=B:TX:1,3\n#@   col=C:R4:4-*\n#@ }\n1,x,2,y,5,6\n", "A Single;B Vector<String, 2>;C Vector<Single, 2>")]
    [InlineData("#@ TextLoader{\n#@   sep=comma col=A:R4:0\n#@   col=B:1-2\n#@ }\n1,2,3\n", "A Single;B Vector<Single, 2>")]
    [InlineData("#@ Text{\n#@   sep=semicolon quote+\n#@   col=A:TX:0\n#@ }\n\"a;b\";2\n", "A String")]
    [InlineData("# x\n#@ TextLoader{\n#@   col=A:TX:0\n#@ }\n1\t2\n", "A String")]
    [InlineData("#@ TextLoader{\n#@   col=A:U4[3]:0 col=V:R4:1-** trim+ threads-\n#@ }\n1\t2\t\n", "A Key<UInt32, 0-2>;V Vector<Single>")]
    [InlineData("#@ TextLoader{\n#@   col={name=A type=R8 src=0}\n#@ }\n1\t2\n", "A Double")]
    [InlineData("1\t2\t3\n", "Label Single;Features Vector<Single, 2>")]
    public void LoadFromTextFile_NoOptions_TakesTheFilesOwn(string text, string expected)
    {
        using var file = new TemporaryFile(text);

        var data = _ml.Data.LoadFromTextFile(file.Path);

        Assert.Equal(expected, string.Join(";", data.Schema.Select(static c => $"{c.Name} {c.Type}")));
        Assert.Single(data.Preview().RowView);
    }

    [Theory]
    [InlineData("#@ TextLoader{\n#@   nonsense+\n#@   col=A:TX:0\n#@ }\na\n")]
    [InlineData("#@ TextLoader{\n#@   sep=tab\n#@ }\n1\t2\n")]
    [InlineData("#@ Other{\n#@   col=A:TX:0\n#@ }\n1\t2\n")]
    [InlineData("#@ TextLoader{\n#@   col=A:XX:0\n#@ }\n1\t2\n")]
    [InlineData("#@ TextLoader{\n#@   col=A:TX:0\n1\t2\n")]
    public void LoadFromTextFile_OwnOptionsNotRight_Throws(string text)
    {
        using var file = new TemporaryFile(text);

        Assert.Throws<InvalidOperationException>(() => _ml.Data.LoadFromTextFile(file.Path));
    }

    [Fact]
    public void LoadFromTextFile_OtherOptionsGiven_LeavesTheFilesAlone()
    {
        using var file = new TemporaryFile("#@ TextLoader{\n#@   col=A:TX:0\n#@ }\n1\t2\n");

        var data = _ml.Data.LoadFromTextFile(file.Path, new TextLoader.Options { TrimWhitespace = true });

        Assert.NotNull(data.Schema.GetColumnOrNull("Features"));
    }

    [Fact]
    public void SaveAsText_WithSchema_IsReadBackWithoutOptions()
    {
        Row[] rows = [new() { Number = 1.5f, Text = "ab", Whole = -5, Truth = true, Vector = [1, float.NaN] }, new() { Number = float.NaN, Text = "c", Key = 2, Vector = [0, 3] }];
        using var file = new TemporaryFile("");
        using (var stream = File.Create(file.Path))
        {
            _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable(rows), stream, forceDense: true);
        }

        var data = _ml.Data.LoadFromTextFile(file.Path);

        var read = _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray();
        Assert.Equal(rows.Select(static r => (r.Number, r.Text, r.Whole, r.Truth)), read.Select(static r => (r.Number, r.Text, r.Whole, r.Truth)));
        Assert.Equal(rows.Select(static r => r.Vector), read.Select(static r => r.Vector));
        Assert.Equal([1u, 3u], data.GetColumn<uint>("Key"));
    }

    private sealed class Row
    {
        public float Number { get; set; }

        public string Text { get; set; } = "";

        public int Whole { get; set; }

        public bool Truth { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [0, 0];

        [KeyType(5)]
        public uint Key { get; set; }
    }
}
