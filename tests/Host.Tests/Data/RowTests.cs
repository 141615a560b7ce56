using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

public sealed class RowTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TrainTestSplit_AnySource_PartsRowsWithoutLossOrRepeat(bool streamed)
    {
        var split = _ml.Data.TrainTestSplit(Numbered.Load(_ml, 1000, streamed), 0.3, seed: 5);

        var train = Numbered.Indices(split.TrainSet);
        var test = Numbered.Indices(split.TestSet);
        Assert.Equal(Enumerable.Range(0, 1000), train.Concat(test).Order());
        Assert.InRange(test.Length, 230, 370);
    }

    [Fact]
    public void TrainTestSplit_SameSeed_SameSplitAndAnotherSeedAnother()
    {
        var data = Numbered.Load(_ml, 300);

        var first = Numbered.Indices(_ml.Data.TrainTestSplit(data, 0.5, seed: 3).TestSet);

        Assert.Equal(first, Numbered.Indices(_ml.Data.TrainTestSplit(data, 0.5, seed: 3).TestSet));
        Assert.NotEqual(first, Numbered.Indices(_ml.Data.TrainTestSplit(data, 0.5, seed: 4).TestSet));
    }

    [Fact]
    public void TrainTestSplit_SamplingKey_KeepsGroupsTogether()
    {
        var split = _ml.Data.TrainTestSplit(Numbered.Load(_ml, 500), 0.4, nameof(Numbered.Group), seed: 1);

        var train = split.TrainSet.GetColumn<string>(nameof(Numbered.Group)).ToHashSet();
        var test = split.TestSet.GetColumn<string>(nameof(Numbered.Group)).ToHashSet();
        Assert.NotEmpty(train);
        Assert.NotEmpty(test);
        Assert.Empty(train.Intersect(test));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void TrainTestSplit_FractionOutOfRange_Throws(double fraction) =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.TrainTestSplit(Numbered.Load(_ml, 3), fraction));

    [Theory]
    [InlineData(null)]
    [InlineData(nameof(Numbered.Group))]
    public void CrossValidationSplit_AnyKey_EveryRowIsInOneTestSet(string? key)
    {
        var folds = _ml.Data.CrossValidationSplit(Numbered.Load(_ml, 400), 4, key, seed: 2);

        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 400), folds.SelectMany(static f => Numbered.Indices(f.TestSet)).Order());
        Assert.All(folds, static f => Assert.Equal(400, Numbered.Indices(f.TrainSet).Concat(Numbered.Indices(f.TestSet)).Distinct().Count()));
    }

    [Fact]
    public void CrossValidationSplit_OneFold_Throws() =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.CrossValidationSplit(Numbered.Load(_ml, 3), 1));

    [Fact]
    public void ShuffleRows_Seed_SameOrderOfAllRows()
    {
        var data = Numbered.Load(_ml, 200);

        var first = Numbered.Indices(_ml.Data.ShuffleRows(data, seed: 7));

        Assert.Equal(first, Numbered.Indices(_ml.Data.ShuffleRows(data, seed: 7)));
        Assert.NotEqual(Enumerable.Range(0, 200), first);
        Assert.Equal(Enumerable.Range(0, 200), first.Order());
    }

    [Fact]
    public void TakeAndSkip_Rows_GiveTheParts()
    {
        var data = Numbered.Load(_ml, 10);

        Assert.Equal([0, 1, 2], Numbered.Indices(_ml.Data.TakeRows(data, 3)));
        Assert.Equal([8, 9], Numbered.Indices(_ml.Data.SkipRows(data, 8)));
        Assert.Equal([4, 5], Numbered.Indices(_ml.Data.TakeRows(_ml.Data.SkipRows(data, 4), 2)));
        Assert.Empty(Numbered.Indices(_ml.Data.SkipRows(data, 11)));
    }

    [Fact]
    public void FilterRowsByColumn_Bounds_LowerIncludedUpperNot()
    {
        var data = Numbered.Load(_ml, 10);

        Assert.Equal([4, 5, 6], Numbered.Indices(_ml.Data.FilterRowsByColumn(data, nameof(Numbered.Value), 4, 7)));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByColumn(data, nameof(Numbered.Group), 4, 7));
    }

    [Fact]
    public void FilterRowsByMissingValues_NaN_DropsRows() =>
        Assert.Equal([0, 1, 2, 4, 5], Numbered.Indices(_ml.Data.FilterRowsByMissingValues(Numbered.Load(_ml, 6), nameof(Numbered.Value))));

    [Theory]
    [InlineData(0, 1, "1,2,3,4,6,7,8,9,11")]
    [InlineData(0.2, 0.6, "2,7")]
    [InlineData(0.4, 0.4, "")]
    public void FilterRowsByKeyColumnFraction_Bounds_TakePartOfTheKeys(double lower, double upper, string expected)
    {
        var rows = Enumerable.Range(0, 12).Select(static i => new Keyed { Index = i, Key = (uint)((i + 4) % 5) });

        var data = _ml.Data.FilterRowsByKeyColumnFraction(_ml.Data.LoadFromEnumerable(rows), "Key", lower, upper);

        Assert.Equal(expected, string.Join(",", Numbered.Indices(data)));
    }

    [Fact]
    public void FilterRowsByKeyColumnFraction_NoKeyOrBoundsNotInOrder_Throws()
    {
        var data = Numbered.Load(_ml, 3);

        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByKeyColumnFraction(data, nameof(Numbered.Value)));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByKeyColumnFraction(data, nameof(Numbered.Key), 0.6, 0.2));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByKeyColumnFraction(data, nameof(Numbered.Key), -1, 2));
    }

    [Fact]
    public void BootstrapSample_Seed_SamplesInOrderAndItsComplementIsTheRest()
    {
        var data = Numbered.Load(_ml, 2000);

        var sample = Numbered.Indices(_ml.Data.BootstrapSample(data, seed: 3));
        var rest = Numbered.Indices(_ml.Data.BootstrapSample(data, seed: 3, complement: true));

        Assert.Equal(sample.Order(), sample);
        Assert.Equal(sample, Numbered.Indices(_ml.Data.BootstrapSample(data, seed: 3)));
        Assert.Equal(Enumerable.Range(0, 2000), sample.Distinct().Concat(rest).Order());
        Assert.InRange(sample.Length, 1800, 2200);
        Assert.InRange(rest.Length, 640, 830);
    }

    [Theory]
    [InlineData(nameof(Numbered.Value))]
    [InlineData(nameof(Keyed.Key))]
    public void TrainTestSplit_RowsWithoutSamplingKey_AreOnNeitherSide(string key)
    {
        var rows = Enumerable.Range(0, 50).Select(static i => new Keyed { Index = i, Value = i % 5 == 0 ? float.NaN : i, Key = (uint)((i + 4) % 5) });

        var split = _ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(rows), 0.3, key, seed: 1);

        Assert.Equal(
            Enumerable.Range(0, 50).Where(static i => i % 5 != 0),
            Numbered.Indices(split.TrainSet).Concat(Numbered.Indices(split.TestSet)).Order());
    }

    [Fact]
    public void Cache_ReadTwice_ReadsTheSourceOnce()
    {
        var reads = 0;
        var source = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i =>
        {
            reads++;
            return new Numbered { Index = i };
        }));
        var cache = _ml.Data.Cache(source);

        Assert.Equal([0, 1, 2, 3, 4], Numbered.Indices(cache));
        Assert.Equal([0, 1, 2, 3, 4], Numbered.Indices(cache));
        Assert.Equal(5, reads);
        Assert.Equal(5, cache.GetRowCount());
    }

    [Fact]
    public void GetRowCursor_ColumnNotAsked_IsInactive()
    {
        var data = Numbered.Load(_ml, 2);
        using var cursor = data.GetRowCursor([data.Schema[nameof(Numbered.Index)]]);

        Assert.False(cursor.IsColumnActive(data.Schema[nameof(Numbered.Value)]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<float>(data.Schema[nameof(Numbered.Value)]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(data.Schema[nameof(Numbered.Index)]));
    }

    [Fact]
    public void MoveNext_BehindTheLastRow_IsFalseAndThePositionIsNegative()
    {
        var data = Numbered.Load(_ml, 2);
        using var cursor = data.GetRowCursor(data.Schema);

        Assert.True(cursor.MoveNext());
        Assert.True(cursor.MoveNext());
        Assert.Equal(1, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void GetRowCursor_RandomOverCache_ShufflesWithTheRowsIds()
    {
        var data = _ml.Data.Cache(Numbered.Load(_ml, 100));
        var plain = Ids(data, null);

        var shuffled = Ids(data, new Random(3));

        Assert.NotEqual(plain.Select(static r => r.Index), shuffled.Select(static r => r.Index));
        Assert.Equal(plain.OrderBy(static r => r.Index), shuffled.OrderBy(static r => r.Index));
    }

    private static List<(int Index, DataViewRowId Id)> Ids(IDataView data, Random? random)
    {
        var rows = new List<(int, DataViewRowId)>();
        using var cursor = data.GetRowCursor([data.Schema[nameof(Numbered.Index)]], random);
        var index = cursor.GetGetter<int>(cursor.Schema[nameof(Numbered.Index)]);
        var id = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            var (i, row) = (0, default(DataViewRowId));
            index(ref i);
            id(ref row);
            rows.Add((i, row));
        }

        return rows;
    }

    private sealed class Keyed
    {
        public int Index { get; set; }

        public float Value { get; set; }

        [KeyType(4)]
        public uint Key { get; set; }
    }
}
