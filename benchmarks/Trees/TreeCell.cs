using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Ours and all peers on one data set with one setting, in turns: medians of speeds and means of qualities are compared.</summary>
internal sealed class TreeCell(string dataSet, TreeSetting setting)
{
    /// <summary>Most rounds; long ones are not repeated.</summary>
    public const int Rounds = 3;

    private const double LongRound = 20;

    // One row whose class no tree of 100 knows is 3% of letter's log loss: forests are compared by the mean over as many seeds.
    private const int ForestSeeds = 5;

    // What counts as equal quality.
    private const double Equal = 1 / 1.005;

    private readonly List<TreeFit> _ours = [];
    private readonly Dictionary<TreePeer, List<TreeFit>> _theirs = [];
    private readonly List<IReadOnlyList<TreeQuality>> _measures = [];
    private PredictionTask _task;

    /// <summary>Data set, setting and threads.</summary>
    public string Name => $"{dataSet}, {setting.FullName}";

    /// <summary>Whether no more rounds are worth their time.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Measures one round.</summary>
    public void Measure(BenchmarkContext context, TreeData data, IReadOnlyList<TreePeer> peers, string folder)
    {
        var seconds = context.Time(() => MeasureOnce(context, data, peers, folder));
        if (setting.Kind == TreeKind.Forest && setting.Threads == 1)
        {
            MeasureSeeds(context, data, folder);
        }

        _task = data.Task;
        _measures.Add(TreeQuality.Measures(data));
        IsDone = seconds > LongRound || _ours.Count == Rounds;
        context.Output.WriteLine(FormattableString.Invariant(
            $"{Name}: {_ours[^1].Total:0.000} s; {string.Join("; ", _theirs.Select(p => FormattableString.Invariant($"{p.Key.Name} {p.Value[^1].Total:0.000} s")))}"));
    }

    /// <summary>The rows of the report.</summary>
    public IEnumerable<BenchmarkRow> Rows()
    {
        if (setting.Kind != TreeKind.Categorical)
        {
            yield return Row("training with binning", "s", fits => Median(fits, f => f.Total), lowerIsBetter: true, target: 1);
            if (setting.Kind == TreeKind.Boosting)
            {
                yield return Row("binning alone", "s", fits => Median(fits, f => f.Binning), lowerIsBetter: true, target: null);
            }

            yield return Row("prediction", "rows/s", fits => Median(fits, f => f.Predicted), lowerIsBetter: false, target: 2);
        }

        if (setting.Threads > 1)
        {
            yield break;
        }

        for (var m = 0; _measures.Count > 0 && m < _measures[0].Count; m++)
        {
            var (name, lowerIsBetter) = (_measures[0][m].Name, _measures[0][m].LowerIsBetter);
            yield return Row($"test {name}", name, fits => fits.SelectMany((fit, round) => fit.OtherSeeds.Prepend(fit.Scores).Select(_measures[round][m].Of)).Average(), lowerIsBetter, Equal, isQuality: true);
        }
    }

    private void MeasureSeeds(BenchmarkContext context, TreeData data, string folder)
    {
        var others = Enumerable.Range(2, ForestSeeds - 1).Select(seed => setting with { Seed = seed }).ToArray();
        _ours[^1] = _ours[^1] with { OtherSeeds = [.. others.Select(other => OurTrees.Fit(context, data, other).Scores)] };
        foreach (var (peer, fits) in _theirs)
        {
            fits[^1] = fits[^1] with { OtherSeeds = [.. others.Select(other => peer.Fit(folder, data, other).Scores)] };
        }
    }

    private void MeasureOnce(BenchmarkContext context, TreeData data, IReadOnlyList<TreePeer> peers, string folder)
    {
        _ours.Add(OurTrees.Fit(context, data, setting));
        foreach (var peer in peers.Where(p => setting.Kind != TreeKind.Forest || p.HasForests))
        {
            if (!_theirs.TryGetValue(peer, out var fits))
            {
                _theirs[peer] = fits = [];
            }

            fits.Add(peer.Fit(folder, data, setting));
        }
    }

    // Beside the better of the peers; quality only beside those whose trees are held to the same limits.
    private BenchmarkRow Row(string what, string unit, Func<List<TreeFit>, double> figure, bool lowerIsBetter, double? target, bool isQuality = false)
    {
        var peers = _theirs.Where(p => !isQuality || p.Key.SharesLimits(_task)).Select(p => (p.Key.Name, Figure: figure(p.Value))).OrderBy(p => lowerIsBetter ? p.Figure : -p.Figure).ToArray();
        var (name, best) = peers.Length > 0 ? (peers[0].Name, (double?)peers[0].Figure) : ("none is installed", null);
        return new BenchmarkRow($"{Name}: {what}", unit, figure(_ours), best, name, target) { LowerIsBetter = lowerIsBetter };
    }

    private static double Median(List<TreeFit> fits, Func<TreeFit, double> figure) => BenchmarkContext.Median(fits.Select(figure));
}
