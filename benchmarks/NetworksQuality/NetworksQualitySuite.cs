using System.Collections.Concurrent;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>How well networks with published defaults predict: presets beside each other and scikit-learn on real files, two jobs of one thread side by side.</summary>
internal sealed class NetworksQualitySuite : IBenchmarkSuite
{
    private const int Workers = 2;
    private const int FashionSeeds = 3;

    /// <inheritdoc/>
    public string Name => "networks-quality";

    /// <inheritdoc/>
    public string Description => "test scores of the network presets on real files, beside scikit-learn's networks and boosted trees";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var start = context.Clock.GetTimestamp();
        using var peer = QualityPeer.Start(context);
        var tables = QualityFile.All.Where(file => context.Wants(file.Name)).Select(file => QualityTable.Load(context, file)).OfType<QualityTable>().ToArray();
        var fashion = context.Wants(FashionImages.Name) ? FashionImages.Load(context) : null;
        var scores = new ConcurrentDictionary<QualityJob, float[]>();
        var pictures = new ConcurrentDictionary<int, (double Accuracy, double Seconds)>();
        var work = tables.SelectMany(table => JobsOf(table, peer is not null)).Select(job => (job.Order, Do: (Action)(() => scores[job] = Fit(context, job, peer))))
            .Concat(Enumerable.Range(0, fashion is null ? 0 : FashionSeeds).Select(seed => (Order: 1.5, Do: (Action)(() => pictures[seed] = fashion!.Fit(seed, context.Clock)))))
            .OrderBy(job => job.Order).Select(job => job.Do);
        Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Workers }, job => job());
        var seconds = context.Clock.GetElapsedTime(start).TotalSeconds;
        return QualityRows.Make(tables, scores, peer?.Name, [.. pictures.OrderBy(p => p.Key).Select(p => p.Value)], seconds);
    }

    /// <summary>What is fitted to a file: RealMlp and Simple; on california and adult eight RealMlpPle; TabM, which takes minutes, on california's first split.</summary>
    private static IEnumerable<QualityJob> JobsOf(QualityTable table, bool withPeer)
    {
        var isCalifornia = table.File.Name == "california";
        List<QualityModel> models = [QualityModel.RealMlp, QualityModel.Simple];
        models.AddRange(isCalifornia || table.File.Name == "adult" ? Enumerable.Repeat(QualityModel.EightRealMlpPle, QualityNetwork.Eight) : []);
        models.AddRange(withPeer ? [QualityModel.PeerNetwork] : []);
        models.AddRange(withPeer && isCalifornia ? [QualityModel.PeerBoosting] : []);
        return Enumerable.Range(0, table.File.Splits).SelectMany(split =>
            models.Select((model, i) => new QualityJob(table, split, model, model == QualityModel.EightRealMlpPle ? i - models.IndexOf(model) : 0)))
            .Concat(isCalifornia ? [new QualityJob(table, 0, QualityModel.TabM, 0)] : []);
    }

    private static float[] Fit(BenchmarkContext context, QualityJob job, QualityPeer? peer)
    {
        var start = context.Clock.GetTimestamp();
        var scores = job.Model is QualityModel.PeerNetwork or QualityModel.PeerBoosting
            ? peer!.Score(job.Table, job.Split, job.Model)
            : QualityNetwork.Score(job.Table, job.Split, job.Model, job.Member, context.Clock);
        var labels = job.Table.Split(job.Split).Test.Labels;
        context.Output.WriteLine(FormattableString.Invariant(
            $"{job.Table.File.Name} split {job.Split}, {job.Model} {job.Member}: {QualityMeasure.NameOf(job.Table.File.Task)} {QualityMeasure.Of(job.Table, scores, labels):G5}, {context.Clock.GetElapsedTime(start).TotalSeconds:F0} s"));
        return scores;
    }
}
