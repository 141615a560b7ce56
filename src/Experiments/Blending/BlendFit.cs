using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Blending;

/// <summary>Some rows and what recipes share on them, made when first asked for.</summary>
internal sealed class BlendFit(BlendRows rows, TuningMetric metric)
{
    private const int Averaged = 5;
    private const int FewRows = 2000;
    private const int RowSamples = 10;

    private IReadOnlyList<EnsembleWeight>? _greedy;
    private IReadOnlyList<EnsembleWeight>? _single;
    private IReadOnlyList<EnsembleWeight>? _best;

    public BlendRows Rows => rows;

    /// <summary>Models picked greedily, with their weights (Caruana et al. 2004); of few rows the mean over samples of the rows, as one selection follows their chance.</summary>
    public IReadOnlyList<EnsembleWeight> Greedy => _greedy ??= rows.Predictions.Count == 1 ? [new EnsembleWeight(0, 1)] : Select();

    /// <summary>The best by the metric asked for.</summary>
    public IReadOnlyList<EnsembleWeight> Single => _single ??= [new EnsembleWeight(BestByMetric(), 1)];

    /// <summary>The five of the lowest loss, weighed alike.</summary>
    public IReadOnlyList<EnsembleWeight> Best => _best ??= [.. ByLoss().Take(Averaged).Select(index => new EnsembleWeight(index, 1f / Math.Min(Averaged, rows.Predictions.Count)))];

    private int BestByMetric()
    {
        var scores = rows.Predictions.Select(one => TuningMetrics.Evaluate(metric, rows.Task, one, rows.Labels)).ToArray();
        return Array.IndexOf(scores, TuningMetrics.HigherIsBetter(metric) ? scores.Max() : scores.Min());
    }

    private IReadOnlyList<EnsembleWeight> Select()
    {
        var options = new GreedySelectionOptions { MaxModels = rows.Predictions.Count, CrossFitFolds = 0, RowSamples = rows.Labels.Length < FewRows ? RowSamples : 0 };
        return GreedySelection.Select(rows.Predictions, rows.Labels, rows.Task, options: options).Members;
    }

    /// <summary>The models, the one of the lowest loss first.</summary>
    public IEnumerable<int> ByLoss()
    {
        var loss = EnsembleLoss.For(rows.Task);
        var losses = rows.Predictions.Select(one => loss(one, rows.Labels, null)).ToArray();
        return Enumerable.Range(0, losses.Length).OrderBy(index => losses[index]);
    }
}
