using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>Turns test scores into the suite's rows.</summary>
internal sealed class QualityRows
{
    private const double MostSeconds = 35 * 60;
    private const int MostLossesToSimple = 2;
    private const string NoPeer = "not installed: scikit-learn";
    private readonly IReadOnlyList<QualityTable> _tables;
    private readonly IReadOnlyDictionary<QualityJob, float[]> _scores;
    private readonly string? _peer;

    private QualityRows(IReadOnlyList<QualityTable> tables, IReadOnlyDictionary<QualityJob, float[]> scores, string? peer) =>
        (_tables, _scores, _peer) = (tables, scores, peer);

    /// <param name="tables">The files.</param>
    /// <param name="scores">Test scores of every fit.</param>
    /// <param name="peer">The peer, or null.</param>
    /// <param name="pictures">Accuracy and seconds of each seed on Fashion-MNIST.</param>
    /// <param name="seconds">What the suite took.</param>
    public static IReadOnlyList<BenchmarkRow> Make(
        IReadOnlyList<QualityTable> tables, IReadOnlyDictionary<QualityJob, float[]> scores, string? peer, (double Accuracy, double Seconds)[] pictures, double seconds)
    {
        var maker = new QualityRows(tables, scores, peer);
        return
        [
            .. tables.SelectMany(maker.FileRows),
            .. tables.Count > 0 ? maker.SummaryRows() : [],
            .. tables.Where(t => t.File.Name == "california").SelectMany(maker.CaliforniaRows),
            .. tables.Where(t => t.File.Name == "adult").SelectMany(maker.AdultRows),
            .. PictureRows(pictures),
            Limit("the suite itself", "s", seconds, MostSeconds, isMost: true),
        ];
    }

    private static IEnumerable<BenchmarkRow> PictureRows((double Accuracy, double Seconds)[] pictures) => pictures.Length == 0 ? [] :
    [
        Limit($"Fashion-MNIST, Simple 784-512-256-10, batches by the rule, mean of {pictures.Length} seeds", "accuracy", pictures.Average(p => p.Accuracy), 0.893, isMost: false),
        Limit("Fashion-MNIST, slowest seed", "s", pictures.Max(p => p.Seconds), 180, isMost: true),
    ];

    private static BenchmarkRow Limit(string name, string unit, double ours, double limit, bool isMost) =>
        new(name, unit, ours, null, string.Empty, null) { Floor = limit, LowerIsBetter = isMost };

    private IEnumerable<BenchmarkRow> FileRows(QualityTable table)
    {
        var ours = Result(table, QualityModel.RealMlp);
        yield return Row(QualityModel.Simple, "Simple");
        yield return _peer is null ? Row(null, NoPeer) : Row(QualityModel.PeerNetwork, _peer);

        BenchmarkRow Row(QualityModel? model, string name)
        {
            var theirs = model is null ? null : Result(table, model.Value);
            return new BenchmarkRow($"{table.File.Name}: RealMlp not below by a standard error", QualityMeasure.NameOf(table.File.Task), ours.Value, theirs?.Value, name, null)
            {
                LowerIsBetter = ours.LowerIsBetter,
                Verdict = theirs is not null && ours.CompareWith(theirs) >= 0,
            };
        }
    }

    private IEnumerable<BenchmarkRow> SummaryRows()
    {
        var beside = _tables.Select(t => Result(t, QualityModel.RealMlp).CompareWith(Result(t, QualityModel.Simple))).ToArray();
        var rank = 1.5 - (beside.Average() / 2);
        yield return new BenchmarkRow($"mean rank of two on {beside.Length} files, a tie within a standard error", "rank", rank, 3 - rank, "Simple", null)
        {
            LowerIsBetter = true,
            Verdict = rank < 1.5,
        };
        yield return Limit("files RealMlp loses to Simple", "files", beside.Count(c => c < 0), MostLossesToSimple, isMost: true);
        if (_peer is not null)
        {
            var losses = _tables.Count(t => Result(t, QualityModel.RealMlp).CompareWith(Result(t, QualityModel.PeerNetwork)) < 0);
            yield return Limit("files RealMlp loses to scikit-learn's network", "files", losses, 0, isMost: true);
        }
    }

    private IEnumerable<BenchmarkRow> CaliforniaRows(QualityTable table)
    {
        yield return Row("one RealMlp", QualityModel.RealMlp, 1.05);
        yield return Row("one RealMlpPle, the mean error of eight seeds", QualityModel.EightRealMlpPle, 1.05) with { Ours = MeanOfEight(table) };
        yield return Row("eight RealMlpPle averaged", QualityModel.EightRealMlpPle, 1);
        yield return Row("TabM, first split", QualityModel.TabM, 0.98, 1);

        BenchmarkRow Row(string name, QualityModel model, double share, int splits = 5) => new(
            $"california, boosted trees beside {name}",
            "RMSE",
            Result(table, model, splits).Value,
            _peer is null ? null : Result(table, QualityModel.PeerBoosting, splits).Value,
            _peer is null ? NoPeer : $"{_peer} boosting",
            1 / share)
        {
            LowerIsBetter = true,
        };
    }

    private IEnumerable<BenchmarkRow> AdultRows(QualityTable table) =>
    [
        Limit("adult, usual split, one RealMlp", "accuracy", Result(table, QualityModel.RealMlp).Value, 0.866, isMost: false),
        Limit("adult, usual split, one RealMlpPle, mean of eight seeds", "accuracy", MeanOfEight(table), 0.866, isMost: false),
        Limit("adult, usual split, eight RealMlpPle averaged", "accuracy", Result(table, QualityModel.EightRealMlpPle).Value, 0.869, isMost: false),
    ];

    /// <summary>What one network reaches, chance taken out: the mean over the eight of each one's own score, over all splits.</summary>
    private double MeanOfEight(QualityTable table) => Enumerable.Range(0, table.File.Splits).Average(split => Enumerable.Range(0, QualityNetwork.Eight).Average(
        member => QualityMeasure.Of(table, _scores[new QualityJob(table, split, QualityModel.EightRealMlpPle, member)], table.Split(split).Test.Labels)));

    private QualityResult Result(QualityTable table, QualityModel model) => Result(table, model, table.File.Splits);

    private QualityResult Result(QualityTable table, QualityModel model, int splits)
    {
        var scores = Enumerable.Range(0, splits).Select(split => Mean(table, split, model)).ToArray();
        var labels = Enumerable.Range(0, splits).Select(split => table.Split(split).Test.Labels).ToArray();
        return new QualityResult(
            [.. scores.Zip(labels, (s, l) => QualityMeasure.Of(table, s, l))],
            [.. scores.Zip(labels, (s, l) => QualityMeasure.Costs(table, s, l))],
            table.File.Task == PredictionTask.Regression);
    }

    private float[] Mean(QualityTable table, int split, QualityModel model)
    {
        var members = Enumerable.Range(0, model == QualityModel.EightRealMlpPle ? QualityNetwork.Eight : 1).Select(m => _scores[new QualityJob(table, split, model, m)]).ToArray();
        var mean = new float[members[0].Length];
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] = members.Average(scores => scores[i]);
        }

        return mean;
    }
}
