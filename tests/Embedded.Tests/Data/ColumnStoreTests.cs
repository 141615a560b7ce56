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
