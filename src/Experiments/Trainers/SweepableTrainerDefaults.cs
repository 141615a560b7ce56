namespace MLNetTuning.Experiments.Trainers;

/// <summary>Horizons and ranges of the sweepable trainers; a test pins them.</summary>
internal static class SweepableTrainerDefaults
{
    /// <summary>Trees at the full budget: at this rate boosting on a few thousand rows has passed its best.</summary>
    internal const int Trees = 300;

    /// <summary>Fixed while the number of trees is the budget, so that rungs of one configuration are comparable.</summary>
    internal const double TreeLearningRate = 0.06;

    /// <summary>A rung below this many trees flatters high variance.</summary>
    internal const int MinimumTrees = 50;

    /// <summary>Epochs of a network at the full budget.</summary>
    internal const int Epochs = 60;

    internal const int MinimumLeaves = 4;
    internal const int MaximumLeaves = 64;
    internal const int MinimumRowsPerLeaf = 5;
    internal const int MaximumRowsPerLeaf = 100;
    internal const double MinimumColumns = 0.3;
    internal const double MinimumRows = 0.5;
    internal const double MinimumL2 = 0.01;
    internal const double MaximumL2 = 30;
}
