namespace MLNetTuning.Experiments.Families;

/// <summary>A fit on one fold that can be cut back to any of its lengths, so that all folds end at the same one.</summary>
/// <param name="losses">The validation loss at each length (rounds of boosting, points of a network's training), one or more.</param>
/// <param name="at">Makes the model of a length, counted from 0.</param>
internal sealed class FoldFit(IReadOnlyList<double> losses, Func<int, FoldModel> at)
{
    /// <summary>The validation loss at each length.</summary>
    public IReadOnlyList<double> Losses { get; } = losses;

    /// <summary>What a fit of a larger share goes on from; null where there is none, or all of it is fitted.</summary>
    public byte[]? Checkpoint { get; init; }

    /// <summary>Whether the time ended it before it had converged.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>The model of a length; past the last one, of the last.</summary>
    public FoldModel At(int length) => at(Math.Min(length, Losses.Count - 1));

    /// <summary>The length with the lowest mean loss over folds.</summary>
    public static int BestLength(IReadOnlyList<FoldFit> folds)
    {
        var losses = MeanLosses(folds);
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var length = 0; length < losses.Length; length++)
        {
            if (losses[length] < lowest)
            {
                (best, lowest) = (length, losses[length]);
            }
        }

        return best;
    }

    /// <summary>The mean loss over folds at each length. A fold that ended earlier counts with its last loss.</summary>
    public static double[] MeanLosses(IReadOnlyList<FoldFit> folds) =>
        [.. Enumerable.Range(0, folds.Max(fold => fold.Losses.Count)).Select(length => folds.Average(fold => fold.Losses[Math.Min(length, fold.Losses.Count - 1)]))];
}
