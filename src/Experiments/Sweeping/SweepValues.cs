using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>What a sweeper is told of a configuration: the validation loss for the metrics that rank (AUC, log loss), else the metric itself; the mean over its splits, at the best length so far.</summary>
internal sealed class SweepValues(SearchRoom room)
{
    private const int EnoughRows = 1000;

    private readonly bool _isLoss = room.Metric is TuningMetric.AreaUnderRocCurve or TuningMetric.AreaUnderPrecisionRecallCurve or TuningMetric.LogLoss;

    /// <summary>Which values are good.</summary>
    public ObjectiveDirection Direction => !_isLoss && TuningMetrics.HigherIsBetter(room.Metric) ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize;

    /// <summary>What the values are called.</summary>
    public string Name => _isLoss ? "log loss" : TuningMetrics.ShortName(room.Metric);

    /// <summary>The splits that a trial below its whole length is judged on: the first ones, with 1,000 rows in all or more, the same for all trials.</summary>
    public int PartSplits { get; } = Enough(room);

    /// <summary>The value of fits on the first splits.</summary>
    public double Of(IReadOnlyList<FoldFit> fits)
    {
        var length = FoldFit.BestLength(fits);
        return Of([.. fits.Select(fit => fit.At(length))]);
    }

    /// <summary>The value of models of the first splits.</summary>
    public double Of(IReadOnlyList<FoldModel> models) => models.Select((model, split) => Of(model, split)).Average();

    /// <summary>
    /// The value to be expected of a configuration given up after its first split: that of another one on all splits, and how much better or worse the first one went. Both are
    /// judged on the same rows.
    /// </summary>
    public double Expected(FoldFit first, IReadOnlyList<FoldModel> whole) =>
        Of(whole) + Of(first.At(FoldFit.BestLength([first])), 0) - Of(whole[0], 0);

    private double Of(FoldModel model, int split)
    {
        var labels = room.Fold(split).Validation.Labels;
        return _isLoss ? TaskLoss.Mean(room.Label.Task, model.Predictions, labels) : TuningMetrics.Evaluate(room.Metric, room.Label.Task, model.Predictions, labels);
    }

    private static int Enough(SearchRoom room)
    {
        var (splits, rows) = (0, 0);
        while (splits < room.Splits.Count && rows < EnoughRows)
        {
            rows += room.Splits[splits++].Validation.Length;
        }

        return splits;
    }
}
