using System.Globalization;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Families;

/// <summary>What the families share: labels on a log scale, links, predictions.</summary>
internal static class Fitting
{
    /// <summary>Rows with the label a candidate learns.</summary>
    public static TrainingData Labelled(TrainingData data, bool logTarget) => logTarget
        ? new TrainingData(data.Features, Array.ConvertAll(data.Labels, MathF.Log))
        : data;

    /// <summary>The link behind raw scores.</summary>
    public static PortableLink LinkOf(TableLabel label, bool logTarget) => label.Task switch
    {
        PredictionTask.Binary => PortableLink.Logistic(),
        PredictionTask.Multiclass => PortableLink.Softmax,
        _ => logTarget ? PortableLink.Exponential : PortableLink.Identity,
    };

    /// <summary>A fit that has one length.</summary>
    public static FoldFit Single(PortablePredictor predictor, FoldTable fold, bool endedEarly = false)
    {
        var predictions = Predict(predictor, fold.Validation.Features, fold.Label.Task);
        return new FoldFit([TaskLoss.Mean(fold.Label.Task, predictions, fold.Validation.Labels)], _ => new FoldModel(predictor, predictions)) { EndedEarly = endedEarly };
    }

    /// <summary>Probabilities of class 1, of each class, or values.</summary>
    public static FloatMatrix Predict(PortablePredictor predictor, FloatMatrix features, PredictionTask task)
    {
        var scores = new FloatMatrix(features.Rows, predictor.Outputs);
        if (task != PredictionTask.Binary)
        {
            predictor.Predict(features, scores.Values);
            return scores;
        }

        var probabilities = new FloatMatrix(features.Rows, 1);
        predictor.Predict(features, scores.Values, probabilities.Values);
        return probabilities;
    }

    /// <summary>A setting as text.</summary>
    public static KeyValuePair<string, string> Setting(string name, double value) =>
        new(name, value.ToString(Math.Abs(value) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture));

    /// <summary>A value moved by up to a part of its range, on a log scale.</summary>
    public static double MoveLog(Random random, double value, double low, double high, double part = 0.35)
    {
        var step = ((random.NextDouble() * 2) - 1) * part * Math.Log(high / low);
        return Math.Clamp(Math.Exp(Math.Log(value) + step), low, high);
    }

    /// <summary>A value moved by up to a part of its range.</summary>
    public static double Move(Random random, double value, double low, double high, double part = 0.35) =>
        Math.Clamp(value + (((random.NextDouble() * 2) - 1) * part * (high - low)), low, high);
}
