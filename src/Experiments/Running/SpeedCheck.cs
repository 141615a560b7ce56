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

    public static bool IsSlow(FeatureLayout layout, TableLabel label, ExperimentSettings settings, DeadlineClock clock)
    {
        var all = label.Values.Length;
        var step = Math.Max(1, all / Rows);
        int[] rows = [.. Enumerable.Range(0, all / step).Select(i => i * step)];
        var fold = new FoldTable(layout, label, rows[..(rows.Length * 4 / 5)], rows[(rows.Length * 4 / 5)..]);
        var context = new FitContext(1, static () => false, CancellationToken.None);
        var sample = new BoostingCandidate { Trees = Trees, Patience = Trees };
        sample.Fit(fold, context);
        var start = clock.Elapsed;
        sample.Fit(fold, context);
        var seconds = (clock.Elapsed - start) / Trees * UsualTrees * Folds * all / rows.Length / settings.MaxConcurrency;
        return seconds > SecondsOfAMinute * Math.Min(1, clock.Limit / 60);
    }
}
