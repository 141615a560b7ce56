namespace MLNetTuning.Benchmarks.Quality;

/// <summary>The table of the suite: each file beside each peer, wins, losses, ranks.</summary>
internal static class QualityRows
{
    /// <summary>Makes the rows.</summary>
    /// <param name="results">What was reached by file.</param>
    /// <param name="ours">Our name among the contestants.</param>
    /// <param name="peers">The peers: short name, full name, whether it ran.</param>
    public static List<BenchmarkRow> Make(IReadOnlyList<QualityResults> results, string ours, IReadOnlyList<(string Name, string Title, bool IsThere)> peers)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var (name, title, isThere) in peers)
        {
            var (wins, losses) = (0, 0);
            foreach (var file in results)
            {
                var what = $"{file.File.Name}, {file.Labels.Count} split{(file.Labels.Count == 1 ? string.Empty : "s")}";
                var verdict = isThere ? QualityVerdict.Of(file.File.Task, file.Of(ours), file.Of(name), file.Labels) : 0;
                (wins, losses) = (wins + (verdict > 0 ? 1 : 0), losses + (verdict < 0 ? 1 : 0));
                rows.Add(Row(what + (isThere ? verdict switch { > 0 => ": won", < 0 => ": lost", _ => ": even" } : string.Empty), QualityMetric.NameOf(file.File.Task), file.Mean(ours), isThere ? file.Mean(name) : null));
                rows.Add(Row($"{file.File.Name}: wall time", "s", file.Seconds(ours), isThere ? file.Seconds(name) : null));
            }

            rows.Add(new BenchmarkRow($"wins against {name} beyond one paired standard error", "files", wins, null, title, null) { Floor = 6 });
            rows.Add(new BenchmarkRow($"losses against {name} beyond one paired standard error", "files", losses, null, title, null) { Floor = 2, LowerIsBetter = true });

            BenchmarkRow Row(string what, string unit, double mine, double? theirs) => new(what, unit, mine, theirs, title, null) { LowerIsBetter = true };
        }

        string[] contestants = [ours, .. peers.Where(peer => peer.IsThere).Select(peer => peer.Name)];
        rows.AddRange(contestants.Skip(1).Select(one => new BenchmarkRow("mean rank", "rank", Rank(ours), Rank(one), one, 1) { LowerIsBetter = true }));
        return rows;

        double Rank(string contestant) => results.Average(file => 1.0 + contestants.Count(other => file.Mean(other) < file.Mean(contestant)));
    }
}
