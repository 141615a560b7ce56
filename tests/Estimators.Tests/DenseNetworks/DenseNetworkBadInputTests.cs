using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkBadInputTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_LabelMissing_NamesItAndWhatIsThere()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Binary("Nope").Fit(Samples.View(_ml, 50)));
        Assert.Contains("'Nope'", error.Message);
        Assert.Contains("'Flag'", error.Message);
    }

    [Fact]
    public void Fit_FeaturesMissing_NamesThem() => Assert.Contains("'Inputs'", Assert.Throws<ArgumentOutOfRangeException>(
        () => _ml.BinaryClassification.Trainers.DenseNetwork("Flag", "Inputs").Fit(Samples.View(_ml, 50))).Message);

    [Fact]
    public void Fit_LabelOfWrongType_SaysHowToConvert() =>
        Assert.Contains("ConvertType", Assert.Throws<ArgumentOutOfRangeException>(() => Binary("Value").Fit(Samples.View(_ml, 50))).Message);

    [Fact]
    public void Fit_MulticlassLabelNoKey_SaysMapValueToKey() => Assert.Contains("MapValueToKey", Assert.Throws<ArgumentOutOfRangeException>(
        () => _ml.MulticlassClassification.Trainers.DenseNetwork("Kind").Fit(Samples.View(_ml, 50))).Message);

    [Fact]
    public void Fit_FeaturesNoVector_SaysConcatenate() => Assert.Contains("Concatenate", Assert.Throws<ArgumentOutOfRangeException>(
        () => _ml.BinaryClassification.Trainers.DenseNetwork("Flag", "Value").Fit(Samples.View(_ml, 50))).Message);

    [Fact]
    public void Fit_OneClass_SaysSo() => Fails(rows => rows.ForEach(row => row.Flag = true), "one class");

    [Fact]
    public void Fit_NoRows_SaysSo() => Fails(rows => rows.Clear(), "no rows");

    [Fact]
    public void Fit_Infinity_NamesRowAndColumn() => Fails(rows => rows[7].Features[2] = float.PositiveInfinity, "Features[2] of row 7");

    [Fact]
    public void Fit_MissingWithoutStandardize_NamesRowAndColumn() =>
        Fails(rows => rows[3].Features[1] = float.NaN, "Features[1] of row 3", Samples.Quick with { Standardize = false });

    [Fact]
    public void Fit_NegativeWeight_NamesRow()
    {
        var rows = Samples.Rows(50);
        rows[4].Weight = -1;
        var error = Assert.Throws<InvalidOperationException>(
            () => _ml.BinaryClassification.Trainers.DenseNetwork("Flag", exampleWeightColumnName: "Weight").Fit(_ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("row 4", error.Message);
    }

    [Fact]
    public void Fit_SomeLabelsMissing_AreDroppedAndCounted()
    {
        var rows = Samples.Rows(100);
        foreach (var row in rows.Take(30))
        {
            row.Value = float.NaN;
        }

        var model = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick).Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.Equal(30, model.History.DroppedRows);
        Assert.Equal(70, model.History.TrainingRows + model.History.ValidationRows);
    }

    [Fact]
    public void Fit_MostLabelsMissing_Throws()
    {
        var rows = Samples.Rows(100);
        foreach (var row in rows.Take(51))
        {
            row.Value = float.NaN;
        }

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Regression.Trainers.DenseNetwork("Value").Fit(_ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("51 of 100", error.Message);
    }

    [Fact]
    public void Fit_OneRow_Throws() => Assert.Contains("2 or more", Assert.Throws<InvalidOperationException>(
        () => _ml.Regression.Trainers.DenseNetwork("Value").Fit(Samples.View(_ml, 1))).Message);

    [Fact]
    public void Transform_OtherNumberOfFeatures_SaysBothNumbers()
    {
        var model = Binary("Flag").Fit(Samples.View(_ml, 60));
        var other = _ml.Data.LoadFromEnumerable(new[] { new TwoFeatures() });
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(other));
        Assert.Contains("2 values", error.Message);
        Assert.Contains("trained on 4", error.Message);
    }

    [Fact]
    public void DenseNetwork_OptionsAllWrong_ListsAll()
    {
        var options = new DenseNetworkOptions
        {
            Width = 0,
            Dropout = 1,
            LearningRate = -1,
            WeightDecay = float.NaN,
            BatchSize = -1,
            Epochs = 0,
            Patience = -1,
            ValidationFraction = 1,
            LabelSmoothing = 2,
            Threads = 0,
        };
        var error = Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork(options: options));
        Assert.All(["Width", "Dropout", "LearningRate", "WeightDecay", "BatchSize", "Epochs", "Patience", "ValidationFraction", "LabelSmoothing", "Threads"],
            name => Assert.Contains(name, error.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Fit_ValidationOfOtherColumns_SaysBothNumbers()
    {
        var other = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new TwoFeatures { Flag = i % 2 == 0 }));
        var message = Assert.Throws<ArgumentException>(() => Binary("Flag").Fit(Samples.View(_ml, 60), other)).Message;
        Assert.Contains("The validation part has 2 features in 'Features', but the training part 4", message);
        Assert.Contains("no rows", Assert.Throws<InvalidOperationException>(() => Binary("Flag").Fit(Samples.View(_ml, 60), Samples.View(_ml, 0))).Message);
    }

    [Fact]
    public void Fit_ValidationWithKeysOfItsOwn_IsRefused()
    {
        // A key counts its values in the order of its rows: 1 is not the same class in both parts.
        var (train, validation) = (Keyed(Samples.Rows(60)), Keyed([.. Samples.Rows(60).OrderBy(row => row.Value)]));
        var estimator = _ml.MulticlassClassification.Trainers.DenseNetwork("Class", options: Samples.Quick with { Epochs = 1 });
        Assert.Contains("'Class' stand for other classes", Assert.Throws<ArgumentException>(() => estimator.Fit(train, validation)).Message);
        Assert.Equal(60, estimator.Fit(train, train).History.ValidationRows);

        IDataView Keyed(List<Samples.Row> rows)
        {
            var view = _ml.Data.LoadFromEnumerable(rows);
            return _ml.Transforms.Conversion.MapValueToKey("Class", "Kind").Fit(view).Transform(view);
        }
    }

    private DenseNetworkEstimator Binary(string label) => _ml.BinaryClassification.Trainers.DenseNetwork(label, options: Samples.Quick with { Epochs = 2 });

    private void Fails(Action<List<Samples.Row>> spoil, string said, DenseNetworkOptions? options = null)
    {
        var rows = Samples.Rows(50);
        spoil(rows);
        var estimator = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options ?? Samples.Quick);
        Assert.Contains(said, Assert.Throws<InvalidOperationException>(() => estimator.Fit(_ml.Data.LoadFromEnumerable(rows))).Message);
    }

    private sealed class TwoFeatures
    {
        [VectorType(2)]
        public float[] Features { get; set; } = new float[2];

        public bool Flag { get; set; }
    }
}
