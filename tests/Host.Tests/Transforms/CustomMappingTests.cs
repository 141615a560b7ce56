using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class CustomMappingTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void CustomMapping_TwoOutputsRead_RunsOnceForARow()
    {
        var runs = 0;
        var data = MixedRow.Load(_ml);
        var pipeline = _ml.Transforms.CustomMapping<MixedRow, Made>(
            (source, target) =>
            {
                runs++;
                (target.Sum, target.Name) = (source.Vector.Sum(), source.Category + "!");
            },
            contractName: null);
        var result = pipeline.Fit(data).Transform(data);

        runs = 0;
        var rows = _ml.Data.CreateEnumerable<Made>(result, reuseRowObject: false).ToArray();

        Assert.Equal([(11, "x!"), (22, "y!")], rows.Take(2).Select(static r => (r.Sum, r.Name)));
        Assert.Equal(5, runs);
    }

    [Fact]
    public void CustomMapping_ColumnMissing_NamesIt()
    {
        var data = _ml.Data.LoadFromEnumerable([new Made()]);
        var estimator = _ml.Transforms.CustomMapping<MixedRow, Made>(static (_, _) => { }, contractName: null);

        Assert.ThrowsAny<ArgumentException>(() => estimator.Append(_ml.Transforms.CopyColumns("B", "Sum")).Fit(data));
    }

    [Fact]
    public void CustomMapping_NoContract_CannotBeSaved()
    {
        var data = MixedRow.Load(_ml);
        var model = _ml.Transforms.CustomMapping<MixedRow, Made>(static (_, _) => { }, contractName: null).Fit(data);

        Assert.ThrowsAny<Exception>(() => _ml.Model.Save(model, data.Schema, new MemoryStream()));
    }

    [Fact]
    public void FilterByCustomPredicate_True_DropsTheRow()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Data.FilterByCustomPredicate<MixedRow>(data, static row => row.Category == "x");

        Assert.Equal(["y", "", "z"], result.GetColumn<string>("Category"));
    }

    private sealed class Made
    {
        public float Sum { get; set; }

        public string Name { get; set; } = "";
    }
}
