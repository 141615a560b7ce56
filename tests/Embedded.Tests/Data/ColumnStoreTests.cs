using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Data;

public sealed class ColumnStoreTests
{
    [Fact]
    public void VectorColumn_DenseAndSparseOfAnySize_ComeBack()
    {
        var random = new Random(1);
        var column = new VectorColumn<float>();
        var vectors = Enumerable.Range(0, 3000).Select(_ => RandomVector(random)).ToArray();
        foreach (var vector in vectors)
        {
            column.Add(vector);
        }

        column.Seal();

        var pointer = new RowPointer();
        var getter = (ValueGetter<VBuffer<float>>)column.CreateGetter(pointer);
        VBuffer<float> read = default;
        foreach (var row in Enumerable.Range(0, vectors.Length).OrderBy(_ => random.Next()))
        {
            pointer.Row = row;
            getter(ref read);
            Assert.Equal(vectors[row].IsDense, read.IsDense);
            Assert.Equal(vectors[row].DenseValues(), read.DenseValues());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(200_000)]
    public void ScalarColumn_RowsInAnyOrder_ComeBack(int count)
    {
        var column = new ScalarColumn<int>();
        for (var i = 0; i < count; i++)
        {
            column.Add(i * 3);
        }

        column.Seal();

        Assert.Equal(count, column.Count);
        var pointer = new RowPointer();
        var getter = (ValueGetter<int>)column.CreateGetter(pointer);
        var value = 0;
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            pointer.Row = random.Next(count);
            getter(ref value);
            Assert.Equal(pointer.Row * 3, value);
        }
    }

    [Fact]
    public void PartOf_PartsOfAnySizes_FindsTheRow()
    {
        var random = new Random(4);
        var column = new ScalarColumn<int>();
        for (var next = 0; next < 5000;)
        {
            var part = Enumerable.Range(next, random.Next(1, 400)).ToArray();
            column.Append(new ScalarPart<int>(part));
            next += part.Length;
        }

        var pointer = new RowPointer();
        var getter = (ValueGetter<int>)column.CreateGetter(pointer);
        var value = 0;
        foreach (var row in Enumerable.Range(0, column.Count).OrderBy(_ => random.Next()))
        {
            pointer.Row = row;
            getter(ref value);
            Assert.Equal(row, value);
        }

        pointer.Row = column.Count;
        Assert.Throws<ArgumentOutOfRangeException>(() => getter(ref value));
    }

    [Fact]
    public void MappedView_RowsInAnyOrder_FollowTheOrder()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(static i => new Row { Number = i }).ToArray());
        var mapped = (IOrderedRows)ml.Transforms.NormalizeMinMax("Scaled", "Number").Fit(data).Transform(data);
        using var cursor = mapped.GetRowCursor([mapped.Schema["Scaled"]], [9, 0, 0, 3]);
        var getter = cursor.GetGetter<float>(mapped.Schema["Scaled"]);
        var values = new List<float>();
        var value = 0f;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value * 9);
        }

        Assert.Equal([9f, 0f, 0f, 3f], values.Select(static v => MathF.Round(v)));
    }

    private static VBuffer<float> RandomVector(Random random)
    {
        var length = random.Next(200);
        var values = Enumerable.Range(0, length).Select(_ => (float)random.NextDouble()).ToArray();
        if (random.Next(2) == 0)
        {
            return new VBuffer<float>(length, values);
        }

        var indices = Enumerable.Range(0, length).Where(_ => random.Next(4) == 0).ToArray();
        return new VBuffer<float>(length, indices.Length, values, indices);
    }

    private sealed class Row
    {
        public float Number { get; set; }
    }
}
