namespace MLNetTuning.Trainers.Boosting;

/// <summary>What the validation rows said after each round, and whether it is time to stop.</summary>
internal sealed class ValidationHistory(BoostingOptions options)
{
    private readonly List<double> _losses = [];
    private readonly List<double> _metrics = [];

    /// <summary>The mean loss after each round.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The metric after each round; empty when the loss is watched.</summary>
    public IReadOnlyList<double> Metrics => _metrics;

    /// <summary>What is watched beside the loss; empty when it is the loss.</summary>
    public string MetricName => options.EarlyStoppingMetric?.Name ?? string.Empty;

    /// <summary>The best round, counted from 1; 0 before the first.</summary>
    public int Best { get; private set; }

    /// <summary>Whether nothing got better for as long as the options allow.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Takes a round's figures.</summary>
    public void Note(double loss, double? metric)
    {
        _losses.Add(loss);
        if (metric is { } figure)
        {
            _metrics.Add(figure);
        }

        var watched = options.EarlyStoppingMetric is null ? _losses : _metrics;
        var gain = Best == 0 ? double.PositiveInfinity : watched[Best - 1] - watched[^1];
        if (Best > 0 && options.EarlyStoppingMetric?.HigherIsBetter == true)
        {
            gain = -gain;
        }

        // The first number beats what is none.
        var isBetter = gain > options.EarlyStoppingMinDelta || (Best > 0 && double.IsNaN(watched[Best - 1]) && !double.IsNaN(watched[^1]));
        Best = isBetter ? _losses.Count : Best;
        Stopped = options.EarlyStoppingRounds > 0 && _losses.Count - Best >= options.EarlyStoppingRounds;
    }

    /// <summary>Takes over what was noted before.</summary>
    public void Restore(double[] losses, double[] metrics)
    {
        _losses.Clear();
        _metrics.Clear();
        (Best, Stopped) = (0, false);
        for (var i = 0; i < losses.Length; i++)
        {
            Note(losses[i], metrics.Length > 0 ? metrics[i] : null);
        }
    }
}
