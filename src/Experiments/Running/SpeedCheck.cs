using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;

namespace MLNetTuning.Experiments.Running;

/// <summary>Whether five folds are too dear: some trees on some rows tell what the usual model costs.</summary>
internal static class SpeedCheck
{
    private const int Rows = 5000;
    private const int Trees = 20;
    private const int UsualTrees = 300;
    private const int Folds = 5;
    private const double SecondsOfAMinute = 8;

    /// <summary>Trees that warm up.</summary>
    private const int FirstTrees = 5;

    /// <summary>The part of the time that the check itself may take.</summary>
    private const double MostOfLimit = 0.08;

    /// <summary>Asks a clock; without a time limit nothing is slow.</summary>
    public static bool IsSlow(FeatureLayout layout, TableLabel label, ExperimentSettings settings, DeadlineClock clock)
    {
        if (double.IsInfinity(clock.Limit))
        {
            return false;
        }

        var all = label.Values.Length;
        var rows = EvenRows.Of(all, Rows);
        var fold = new FoldTable(layout, label, rows[..(rows.Length * 4 / 5)], rows[(rows.Length * 4 / 5)..]);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(MostOfLimit * clock.Limit), clock.Provider);
        try
        {
            var (seconds, rounds) = Measure(fold, clock, end.Token);
            return seconds / rounds * UsualTrees * Folds * all / rows.Length / settings.MaxConcurrency > SecondsOfAMinute * Math.Min(1, clock.Limit / 60);
        }
        catch (OperationCanceledException)
        {
            // Not even one round: with a thousand classes it is a thousand trees.
            return true;
        }
    }

    private static (double Seconds, int Rounds) Measure(FoldTable fold, DeadlineClock clock, CancellationToken end)
    {
        var last = clock.Elapsed + (MostOfLimit * clock.Limit);
        var context = new FitContext(1, static () => false, () => clock.Elapsed > last, CancellationToken.None) { Late = end };
        var start = clock.Elapsed;
        var fit = new BoostingCandidate { Trees = FirstTrees, Patience = FirstTrees }.Fit(fold, context);
        if (clock.Elapsed <= last)
        {
            start = clock.Elapsed;
            fit = new BoostingCandidate { Trees = Trees, Patience = Trees }.Fit(fold, context);
        }

        return (clock.Elapsed - start, fit.Losses.Count);
    }
}
