using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>Cursors, sets of them and shuffled ones read the same rows under the same ids.</summary>
public sealed class CursorTests
{
    private const int Rows = 3000;

    private readonly MLContext _ml = new(1);

    public static TheoryData<string> Views() => ["enumerable", "cache", "text", "take", "skip", "filter", "split", "mapped", "selected", "sampled"];

    [Theory]
    [MemberData(nameof(Views))]
    public void GetRowCursorSet_AnyView_PartsRowsWithTheirIds(string name)
    {
        using var file = new TemporaryFile(string.Join("\n", Enumerable.Range(0, Rows).Select(static i => $"{i},t{i % 9}")));
        var data = View(name, file.Path);
        var plain = Read([data.GetRowCursor(data.Schema)], data.Schema);

        var parted = Read(data.GetRowCursorSet(data.Schema, 4), data.Schema);

        Assert.Equal(plain.Select(static r => r.Id).Distinct().Count(), plain.Count);
        Assert.Equal(plain.Select(static r => (r.Id, r.Index, r.Text)).Order(), parted.Select(static r => (r.Id, r.Index, r.Text)).Order());
        Assert.Equal(plain.Select(static r => r.Id), parted.OrderBy(static r => r.Batch).Select(static r => r.Id));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void GetRowCursorSet_ReadByThreads_GivesTheSameRows(string name)
    {
        using var file = new TemporaryFile(string.Join("\n", Enumerable.Range(0, Rows).Select(static i => $"{i},t{i % 9}")));
        var data = View(name, file.Path);
        var cursors = data.GetRowCursorSet(data.Schema, 4);

        var parts = cursors.AsParallel().Select(cursor => Read([cursor], data.Schema)).ToArray();

        var plain = Read([data.GetRowCursor(data.Schema)], data.Schema);
        Assert.Equal(plain.Select(static r => (r.Id, r.Index, r.Text)).Order(), parts.SelectMany(static p => p).Select(static r => (r.Id, r.Index, r.Text)).Order());
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void GetRowCursor_WithRandom_GivesAllRowsUnderTheirIds(string name)
    {
        using var file = new TemporaryFile(string.Join("\n", Enumerable.Range(0, Rows).Select(static i => $"{i},t{i % 9}")));
        var data = View(name, file.Path);
        var plain = Read([data.GetRowCursor(data.Schema)], data.Schema);

        var shuffled = Read([data.GetRowCursor(data.Schema, new Random(3))], data.Schema);
        var again = Read([data.GetRowCursor(data.Schema, new Random(3))], data.Schema);

        Assert.Equal(plain.Select(static r => (r.Id, r.Index)).Order(), shuffled.Select(static r => (r.Id, r.Index)).Order());
        Assert.Equal(shuffled, again);
    }

    [Fact]
    public void Cache_ColumnReadTwice_IsReadFromTheSourceOnce()
    {
        var calls = 0;
        var mapped = _ml.Transforms.CustomMapping<Numbered, Doubled>((_, output) => output.Number = ++calls, null).Fit(Numbered.Load(_ml, 10)).Transform(Numbered.Load(_ml, 10));
        var cached = _ml.Data.Cache(mapped);

        var first = cached.GetColumn<int>("Number").ToArray();

        Assert.Equal(first, cached.GetColumn<int>("Number"));
        Assert.Equal(10, cached.GetRowCount());
    }

    private static List<(string Id, float Index, string Text, long Batch)> Read(DataViewRowCursor[] cursors, DataViewSchema schema)
    {
        var rows = new List<(string, float, string, long)>();
        foreach (var cursor in cursors)
        {
            using (cursor)
            {
                var id = cursor.GetIdGetter();
                var number = cursor.GetGetter<float>(schema["Index"]);
                var text = cursor.GetGetter<ReadOnlyMemory<char>>(schema["Text"]);
                (DataViewRowId Id, float Number, ReadOnlyMemory<char> Text) row = default;
                while (cursor.MoveNext())
                {
                    id(ref row.Id);
                    number(ref row.Number);
                    text(ref row.Text);
                    rows.Add((row.Id.ToString(), row.Number, row.Text.ToString(), cursor.Batch));
                }
            }
        }

        return rows;
    }

    private IDataView View(string name, string path)
    {
        var text = _ml.Data.LoadFromTextFile(path, [new("Index", DataKind.Single, 0), new("Text", DataKind.String, 1)], ',');
        return name switch
        {
            "enumerable" => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(static i => new Row { Index = i, Text = $"t{i % 9}" }).ToArray()),
            "cache" => _ml.Data.Cache(text),
            "take" => _ml.Data.TakeRows(text, 2000),
            "skip" => _ml.Data.SkipRows(text, 1000),
            "filter" => _ml.Data.FilterRowsByColumn(text, "Index", 10, 2900),
            "split" => _ml.Data.TrainTestSplit(text, 0.4, seed: 2).TrainSet,
            "mapped" => _ml.Transforms.CopyColumns("Copy", "Index").Fit(text).Transform(text),
            "selected" => _ml.Transforms.SelectColumns("Text", "Index").Fit(text).Transform(text),
            "sampled" => _ml.Data.BootstrapSample(text, seed: 3),
            _ => text,
        };
    }

    private sealed class Row
    {
        public float Index { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class Doubled
    {
        public int Number { get; set; }
    }
}
