using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>Chooses the rounds that a new one is grown without, and shrinks old and new trees so that the sum stays of one size.</summary>
internal sealed class TreeDropout(BoostingOptions options)
{
    private readonly DropoutOptions _dropout = options.Dropout!;
    private readonly List<double> _weights = [];
    private List<int>? _dropped;

    /// <summary>The rounds left out now. Chosen once a round, however often it is asked for.</summary>
    public IReadOnlyList<int> Dropped => _dropped ??= Choose();

    /// <summary>What the new trees are multiplied with.</summary>
    public double NewFactor => _dropout.XGBoostScaling
        ? Dropped.Count == 0 ? 1 : 1 / (options.LearningRate + Dropped.Count)
        : 1.0 / (1 + Dropped.Count);

    /// <summary>What those left out are multiplied with.</summary>
    public double OldFactor => Dropped.Count / (Dropped.Count + (_dropout.XGBoostScaling ? options.LearningRate : 1));

    /// <summary>Ends a round.</summary>
    public void Complete()
    {
        foreach (var round in Dropped)
        {
            _weights[round] *= OldFactor;
        }

        _weights.Add(options.LearningRate * NewFactor);
        _dropped = null;
    }

    private List<int> Choose()
    {
        var random = new HashRandom((ulong)(uint)options.Seed, 0xDA47000000 + (ulong)_weights.Count);
        if (_weights.Count == 0 || random.NextDouble() < _dropout.SkipRate)
        {
            return [];
        }

        var mean = _weights.Average();
        var rate = _dropout.MaxTrees > 0 ? Math.Min(_dropout.Rate, (double)_dropout.MaxTrees / _weights.Count) : _dropout.Rate;
        var chosen = new List<int>();
        for (var round = 0; round < _weights.Count && (_dropout.MaxTrees == 0 || chosen.Count < _dropout.MaxTrees); round++)
        {
            if (random.NextDouble() < rate * (_dropout.Uniform ? 1 : _weights[round] / mean))
            {
                chosen.Add(round);
            }
        }

        if (chosen.Count == 0 && _dropout.AtLeastOne)
        {
            chosen.Add(random.Next(_weights.Count));
        }

        return chosen;
    }
}
