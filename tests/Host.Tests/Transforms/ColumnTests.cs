using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class ColumnTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Concatenate_ScalarsAndVectors_JoinsValuesAndNamesSlots()
    {
        var data = MixedRow.Load(_ml);
        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Category").Append(_ml.Transforms.Concatenate("All", "Number", "Vector", "Hot"));

        var result = pipeline.Fit(data).Transform(data);

        Assert.Equal([[1, 1, 10, 1, 0, 0], [2, 2, 20, 0, 1, 0]], result.GetColumn<float[]>("All").Take(2));
        Assert.Equal(["Number", "", "", "Hot.x", "Hot.y", "Hot.z"], MixedRow.SlotNames(result.Schema["All"]));
        VBuffer<int> ranges = default;
        result.Schema["All"].Annotations.GetValue("CategoricalSlotRanges", ref ranges);
        Assert.Equal([3, 5], ranges.DenseValues());
    }

    [Fact]
    public void Concatenate_OneVector_KeepsItAsItIs()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Concatenate("All", "Vector").Fit(data).Transform(data);

        Assert.Equal(data.Schema["Vector"].Type, result.Schema["All"].Type);
        Assert.False(result.Schema["All"].HasSlotNames());
    }

    [Fact]
    public void Concatenate_OtherType_Throws() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Concatenate("All", "Number", "Category").Fit(MixedRow.Load(_ml)).Transform(MixedRow.Load(_ml)));

    [Fact]
    public void Concatenate_MissingColumn_NamesIt()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.Concatenate("All", "Nope")
            .Append(_ml.Transforms.CopyColumns("B", "All")).Fit(MixedRow.Load(_ml)));

        Assert.Contains("Nope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyColumns_SameName_HidesTheOldColumn()
    {
        var data = MixedRow.Load(_ml);

        var schema = _ml.Transforms.CopyColumns("Number", "Vector").Fit(data).Transform(data).Schema;

        Assert.Equal(data.Schema.Count + 1, schema.Count);
        Assert.Equal([true, false], schema.Where(static c => c.Name == "Number").Select(static c => c.IsHidden));
        Assert.Equal(data.Schema["Vector"].Type, schema["Number"].Type);
    }

    [Fact]
    public void SelectColumns_Order_IsTheOneNamed()
    {
        var data = MixedRow.Load(_ml);

        var schema = _ml.Transforms.SelectColumns("Vector", "Number").Fit(data).Transform(data).Schema;

        Assert.Equal(["Vector", "Number"], schema.Select(static c => c.Name));
    }

    [Fact]
    public void DropColumns_Names_KeepsTheOthers()
    {
        var data = MixedRow.Load(_ml);

        var schema = _ml.Transforms.DropColumns("Category", "Flag").Fit(data).Transform(data).Schema;

        Assert.Equal(["Number", "Vector"], schema.Select(static c => c.Name).Order());
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.DropColumns("Nope").Fit(data));
    }
}
