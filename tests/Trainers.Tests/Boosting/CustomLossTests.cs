using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class CustomLossTests
{
    [Fact]
    public void Fit_SquaredErrorOfOnesOwn_EqualsTheBuiltInOne()
    {
        var data = Rows.Regression(800, 5, 1, missing: 0.1, weighted: true);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 8, StartFromMean = false, RowSampling = 0.8 };
        var builtIn = new HistGradientBoosting().Fit(options, data);
        var own = new HistGradientBoosting().Fit(options with { Loss = BoostingLoss.Custom, CustomLoss = new OwnSquared() }, data);
        Assert.Equal(HistGradientBoostingTests.Bytes(builtIn), HistGradientBoostingTests.Bytes(own));
        Assert.Equal(ScoreLink.Identity, own.Link);
    }

    [Fact]
    public void Fit_SeveralOutputs_GrowsATreePerOutputAndLearnsEach()
    {
        var data = Rows.Regression(2500, 5, 2);
        var session = new HistGradientBoosting().Start(Options(new LogCoshLoss(2)) with { LearningRate = 0.3 }, data, data);
        session.RunTo(40);
        var model = session.CreateModel();
        Assert.Equal(80, model.Trees.Count);
        var scores = new float[5000];
        model.Predict(data.Features, scores);
        Assert.Equal(session.TrainingLoss(), session.ValidationLoss, 6);
        var errors = Enumerable.Range(0, 2500).Select(i => (One: Math.Abs(scores[2 * i] - data.Labels[i]), Two: Math.Abs(scores[(2 * i) + 1] - (2 * data.Labels[i])))).ToArray();
        Assert.InRange(errors.Average(e => e.One), 0, 0.6);
        Assert.InRange(errors.Average(e => e.Two), 0, 1.2);
    }

    [Fact]
    public void Restore_OfACustomLoss_GoesOnAsIfNeverStopped()
    {
        var data = Rows.Regression(600, 4, 3);
        var options = Options(new LogCoshLoss(2)) with { Threads = 2 };
        var through = new HistGradientBoosting().Fit(options with { Trees = 8 }, data);
        var first = new HistGradientBoosting().Start(options, data);
        first.RunTo(3);
        var second = new HistGradientBoosting().Start(options, data);
        second.Restore(first.Checkpoint());
        second.RunTo(8);
        Assert.Equal(HistGradientBoostingTests.Bytes(through), HistGradientBoostingTests.Bytes(second.CreateModel()));
        var other = new HistGradientBoosting().Start(options with { CustomLoss = new OwnSquared() }, data);
        Assert.Throws<InvalidDataException>(() => other.Restore(first.Checkpoint()));
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, -1f)]
    [InlineData(1f, float.PositiveInfinity)]
    public void Fit_UnfitDerivatives_NamesLossAndRow(float gradient, float hessian)
    {
        var options = Options(new OwnSquared { BadGradient = gradient, BadHessian = hessian, BadRow = 7 });
        var error = Assert.Throws<ArithmeticException>(() => new HistGradientBoosting().Fit(options, Rows.Regression(40, 2, 1)));
        Assert.StartsWith("The loss 'own squared' gave the derivatives", error.Message, StringComparison.Ordinal);
        Assert.Contains("for row 7;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LabelTheLossRefuses_SaysWhatIsAllowed()
    {
        var data = new TrainingData(new FloatMatrix(2, 1), [1, 5000]);
        var error = Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Options(new LogCoshLoss()), data));
        Assert.Contains("labels must be a number between -1000 and 1000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_LossAndObjectThatDoNotFit_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(new BoostingOptions { Loss = BoostingLoss.Custom }.Validate);
        Assert.Equal("BoostingOptions: CustomLoss is null; it must be set when Loss is Custom.", error.Message);
        error = Assert.Throws<ArgumentException>(new BoostingOptions { CustomLoss = new LogCoshLoss() }.Validate);
        Assert.Equal("BoostingOptions: CustomLoss is set; it must be null unless Loss is Custom.", error.Message);
        Assert.Throws<ArgumentException>(Options(new LogCoshLoss(0)).Validate);
    }

    private static BoostingOptions Options(ICustomLoss loss) => new() { Loss = BoostingLoss.Custom, CustomLoss = loss };

    private sealed class OwnSquared : ICustomLoss
    {
        public string Name => "own squared";

        public float BadGradient { get; init; }

        public float BadHessian { get; init; }

        public int BadRow { get; init; } = -1;

        public void Differentiate(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, int output, Span<float> gradients, Span<float> hessians)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                (gradients[i], hessians[i]) = i == BadRow ? (BadGradient, BadHessian) : (scores[i] - labels[i], 1);
            }
        }

        public double Loss(ReadOnlySpan<float> scores, float label) => ((double)scores[0] - label) * ((double)scores[0] - label) / 2;
    }
}
