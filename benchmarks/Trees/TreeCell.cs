namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Ours and all peers on one data set with one setting: rounds in turns, medians compared.</summary>
internal sealed class TreeCell(string dataSet, TreeData data, TreeSetting setting)
{
    private const int Rounds = 3;
    private const double LongRound = 20;

    // What counts as equal quality.
    private const double Equal = 1 / 1.005;

    private readonly List<TreeFit> _ours = [];
    private readonly Dictionary<TreePeer, List<TreeFit>> _theirs = [];

    private string Name => $"{dataSet}, {setting.FullName}: ";

    /// <summary>Measures; once when that takes long, else <see cref="Rounds"/> times.</summary>
    public void Measure(BenchmarkContext context, IReadOnlyList<TreePeer> peers, string folder)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var seconds = context.Time(() => MeasureOnce(context, peers, folder));
            if (seconds > LongRound)
            {
                break;
            }
        }

        context.Output.WriteLine(FormattableString.Invariant(
            $"{Name}{Median(_ours, f => f.Total):0.000} s; {string.Join("; ", _theirs.Select(p => $"{p.Key.Name} {Median(p.Value, f => f.Total):0.000} s"))}"));
    }

    /// <summary>The rows of the report.</summary>
    public IEnumerable<BenchmarkRow> Rows()
    {
        if (setting.Kind != TreeKind.Categorical)
        {
            yield return Row("training with binning", "s", f => f.Total, lowerIsBetter: true, target: 1);
            if (setting.Kind == TreeKind.Boosting)
            {
                yield return Row("binning alone", "s", f => f.Binning, lowerIsBetter: true, target: null);
            }

            yield return Row("prediction", "rows/s", f => f.Predicted, lowerIsBetter: false, target: 2);
        }

        if (setting.Threads > 1)
        {
            yield break;
        }

        foreach (var measure in TreeQuality.Measures(data))
        {
            yield return Row($"test {measure.Name}", measure.Name, f => measure.Of(f.Scores), measure.LowerIsBetter, Equal);
        }
    }

    private void MeasureOnce(BenchmarkContext context, IReadOnlyList<TreePeer> peers, string folder)
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

    // Beside the better of the peers.
    private BenchmarkRow Row(string what, string unit, Func<TreeFit, double> figure, bool lowerIsBetter, double? target)
    {
        var peers = _theirs.Select(p => (p.Key.Name, Figure: Median(p.Value, figure))).OrderBy(p => lowerIsBetter ? p.Figure : -p.Figure).ToArray();
        var (name, best) = peers.Length > 0 ? (peers[0].Name, (double?)peers[0].Figure) : ("none is installed", null);
        return new BenchmarkRow(Name + what, unit, Median(_ours, figure), best, name, target) { LowerIsBetter = lowerIsBetter };
    }

    private static double Median(List<TreeFit> fits, Func<TreeFit, double> figure) => BenchmarkContext.Median(fits.Select(figure));
}
