using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class CancellationTests
{
    private const int Rows = 600;

    private readonly CancellationTokenSource _source = new();
    private readonly MLContext _ml = new(seed: 1);

    public CancellationTests() => _ml.Cancellation = _source.Token;

    public static TheoryData<string> Trainers =>
    [
        "FastTree", "FastForest", "LightGbm", "Lbfgs", "Sdca", "SdcaNonCalibrated", "OneVersusAll", "LightGbmMany", "LbfgsMany", "SdcaMany", "Poisson", "SdcaRegression", "FastTreeRegression", "FastForestRegression",
    ];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_CancelledWithTheLastRow_EndsBeforeAModelIsThere(string trainer)
    {
        // Rows are only looked at every 1,024, so it is the training itself that has to notice.
        var seen = 0;
        var data = Data(Rows, () =>
        {
            if (++seen == Rows)
            {
                _source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Create(trainer).Fit(data));
        Assert.Equal(Rows, seen);
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("OneVersusAll")]
    public void Fit_CancelledWhileRowsAreRead_ReadsNoMoreThanABlock(string trainer)
    {
        var seen = 0;
        var data = Data(50_000, () =>
        {
            if (++seen == 5_000)
            {
                _source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Create(trainer).Fit(data));
        Assert.InRange(seen, 5_000, 5_000 + 1024);
    }

    private IDataView Data(int rows, Action each)
    {
        var random = new Random(3);
        var sample = Enumerable.Range(0, rows).Select(_ =>
        {
            each();
            float[] features = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
            return new Row { Features = features, Flag = features[0] > features[1], Number = 1 + features[0], Kind = (uint)(1 + (int)(3 * features[2])) };
        });
        return _ml.Data.LoadFromEnumerable(sample);
    }

    private IEstimator<ITransformer> Create(string trainer)
    {
        var (binary, many, number) = (_ml.BinaryClassification.Trainers, _ml.MulticlassClassification.Trainers, _ml.Regression.Trainers);
        return trainer switch
        {
            "FastTree" => binary.FastTree("Flag"),
            "FastForest" => binary.FastForest("Flag"),
            "LightGbm" => binary.LightGbm("Flag"),
            "Lbfgs" => binary.LbfgsLogisticRegression("Flag"),
            "Sdca" => binary.SdcaLogisticRegression("Flag"),
            "SdcaNonCalibrated" => binary.SdcaNonCalibrated("Flag"),
            "OneVersusAll" => many.OneVersusAll(binary.FastForest("Flag"), "Kind"),
            "LightGbmMany" => many.LightGbm("Kind"),
            "LbfgsMany" => many.LbfgsMaximumEntropy("Kind"),
            "SdcaMany" => many.SdcaMaximumEntropy("Kind"),
            "Poisson" => number.LbfgsPoissonRegression("Number"),
            "SdcaRegression" => number.Sdca("Number"),
            "FastTreeRegression" => number.FastTree("Number"),
            _ => number.FastForest("Number"),
        };
    }

    public sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public bool Flag { get; set; }

        public float Number { get; set; }

        [KeyType(3)]
        public uint Kind { get; set; }
    }
}
