using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class SdcaNonCalibratedTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_AnyLoss_GivesScoresWithoutProbabilities()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(1000));
        foreach (var loss in new ISupportSdcaClassificationLoss[] { null!, new LogLoss(), new HingeLoss() })
        {
            var scored = _ml.BinaryClassification.Trainers.SdcaNonCalibrated(lossFunction: loss).Fit(data).Transform(data);

            Assert.Equal(["Label", "Features", "Weight", "PredictedLabel", "Score"], scored.Schema.Select(column => column.Name));
            Assert.InRange(_ml.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.9, 1);
        }
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(-0.3f, true)]
    [InlineData(0.6f, false)]
    public void Losses_ByHand_HaveTheKnownValues(float output, bool isPositive)
    {
        var label = isPositive ? 1f : 0f;
        var sign = isPositive ? 1 : -1;
        var probability = 1 / (1 + Math.Exp(-output));

        Assert.Equal(-Math.Log(isPositive ? probability : 1 - probability), new LogLoss().Loss(output, label), 5);
        Assert.Equal(probability - label, new LogLoss().Derivative(output, label), 5);
        Assert.Equal(Math.Max(0, 1 - (sign * output)), new HingeLoss().Loss(output, label), 5);
        Assert.Equal(sign * output < 1 ? -sign : 0, new HingeLoss().Derivative(output, label), 5);
        Assert.Equal(-((0.3 * Math.Log(0.3)) + (0.7 * Math.Log(0.7))), new LogLoss().DualLoss(label, sign * 0.3f), 5);
        Assert.Equal(0.3, new HingeLoss().DualLoss(label, sign * 0.3f), 5);
        Assert.Equal(double.NegativeInfinity, new HingeLoss().DualLoss(label, -sign * 0.3f));
        Assert.Equal(0.5f, new LogLoss().ComputeDualUpdateInvariant(1.75f));
        Assert.Equal((((isPositive ? 1 - probability : probability) * sign) - (0.2 * sign)) * 0.5, new LogLoss().DualUpdate(output, label, 0.2f * sign, 0.5f, 1), 4);
        Assert.Equal((sign * Math.Clamp(((1 - (output * sign)) * 0.5) + 0.2, 0, 1)) - (0.2 * sign), new HingeLoss().DualUpdate(output, label, 0.2f * sign, 0.5f, 1), 4);
    }
}
