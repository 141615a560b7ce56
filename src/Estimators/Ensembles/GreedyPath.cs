using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>The picks of one greedy selection, pick after pick.</summary>
internal sealed class GreedyPath
{
    private readonly IReadOnlyList<FloatMatrix> _predictions;
    private readonly int[] _candidates;
    private readonly Func<FloatMatrix, double> _loss;
    private readonly List<int> _picks = [];
    private readonly List<double> _losses = [];
    private readonly double[] _sums;
    private readonly FloatMatrix _trial;

    /// <param name="predictions">The predictions of all models.</param>
    /// <param name="candidates">The models that may be picked, best first.</param>
    /// <param name="loss">The loss of an average; never NaN.</param>
    public GreedyPath(IReadOnlyList<FloatMatrix> predictions, int[] candidates, Func<FloatMatrix, double> loss)
    {
        (_predictions, _candidates, _loss) = (predictions, candidates, loss);
        _sums = new double[predictions[0].Rows * predictions[0].Columns];
        _trial = new FloatMatrix(predictions[0].Rows, predictions[0].Columns);
    }

    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The shortest prefix of the path with the lowest loss.</summary>
    public IReadOnlyList<int> BestPicks => _picks[..(_losses.IndexOf(_losses.Min()) + 1)];

    public void Run(int picks)
    {
        for (var i = 0; i < picks; i++)
        {
            var (best, loss) = Best();
            _picks.Add(best);
            _losses.Add(loss);
            var values = _predictions[best].Values;
            for (var j = 0; j < _sums.Length; j++)
            {
                _sums[j] += values[j];
            }
        }
    }

    private (int Model, double Loss) Best()
    {
        var (best, lowest) = (_candidates[0], double.PositiveInfinity);
        foreach (var candidate in _candidates)
        {
            Try(candidate);
            var loss = _loss(_trial);
            if (loss < lowest || (loss == lowest && !_picks.Contains(best) && _picks.Contains(candidate)))
            {
                (best, lowest) = (candidate, loss);
            }
        }

        return (best, lowest);
    }

    private void Try(int candidate)
    {
        var values = _predictions[candidate].Values;
        var target = _trial.Values;
        var share = 1.0 / (_picks.Count + 1);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (float)((_sums[i] + values[i]) * share);
        }
    }
}
