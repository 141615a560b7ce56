using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;

namespace MLNetTuning.Experiments.Tests.Trainers;

public class FeaturizerTests
{
    private static readonly MLContext _ml = new(1);

    [Fact]
    public void Featurizer_LabelNamedAsItsOutput_IsRefused()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Named { Features = 1, Amount = 2 } });
        var error = Assert.Throws<ArgumentException>(() => _ml.Tuning().Featurizer(data, new ColumnInformation { LabelColumnName = "Features" }));
        Assert.Contains("both named 'Features'", error.Message);
    }

    [Fact]
    public void Featurizer_ColumnsNamedLikeItsOwn_AreNotHidden()
    {
        var rows = Enumerable.Range(0, 6).Select(i => new Clashing { Amount = i == 0 ? float.NaN : i, XAmount = 10 * i, MissingAmount = 100 * i }).ToArray();
        var data = _ml.Data.LoadFromEnumerable(rows);
        var features = _ml.Tuning().Featurizer(data, new ColumnInformation { LabelColumnName = "x_amount" }).Fit(data).Transform(data);
        Assert.Equal(rows.Select(r => r.XAmount), features.GetColumn<float>("x_amount"));
        Assert.Equal(rows.Select(r => r.MissingAmount), features.GetColumn<float>("missing_amount"));
        Assert.Equal([0, 1, 3], features.GetColumn<float[]>("Features").First().Order());
    }

    private sealed class Named
    {
        public float Features { get; set; }

        public float Amount { get; set; }
    }

    private sealed class Clashing
    {
        [ColumnName("amount")]
        public float Amount { get; set; }

        [ColumnName("x_amount")]
        public float XAmount { get; set; }

        [ColumnName("missing_amount")]
        public float MissingAmount { get; set; }
    }
}
