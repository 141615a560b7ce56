using System.Globalization;
using MLNetTuning.Trainers.Numerics;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>The state of a session as bytes: what it was started with, to recognise it, its losses and its trees.</summary>
/// <remarks>Scores are not stored: adding the trees again in order gives the same floats.</remarks>
internal static class BoostingCheckpoint
{
    private const string Magic = "MLNTBOOS";
    private const int Version = 2;
    private const int Longest = 1 << 20;

    /// <summary>The state after so many rounds.</summary>
    public static byte[] Write(BoostingOptions options, BoostingRounds rounds, int done, int columns, ValidationHistory history)
    {
        using var stream = new MemoryStream();
        using (var writer = new ModelWriter(stream, Magic, Version))
        {
            writer.Write(Describe(options));
            writer.Write(Fingerprint(rounds.Train));
            writer.Write<double>(history.Losses.ToArray());
            writer.Write(history.MetricName);
            writer.Write<double>(history.Metrics.ToArray());
        }

        new TreeEnsembleModel(columns, rounds.BaseScores, rounds.CompleteTrees(done)).Save(stream);
        return stream.ToArray();
    }

    public static (TreeEnsembleModel Model, double[] Losses, double[] Metrics) Read(byte[] bytes, BoostingOptions options, BoostingRounds rounds, int columns)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var reader = new ModelReader(stream, Magic, Version, "a boosting checkpoint");
        var described = reader.String(Longest);
        if (described != Describe(options))
        {
            throw new InvalidDataException($"The checkpoint was made with other options ({described}); start the session with those.");
        }

        if (reader.Long() != Fingerprint(rounds.Train))
        {
            throw new InvalidDataException("The checkpoint was made with other training rows; start the session with the rows it was made with.");
        }

        var losses = reader.Array<double>(Longest);
        var metricName = reader.Version < 2 ? string.Empty : reader.String(Longest);
        var metrics = reader.Version < 2 ? [] : reader.Array<double>(Longest);
        var wanted = options.EarlyStoppingMetric?.Name ?? string.Empty;
        if (metricName != wanted || (wanted.Length > 0 && metrics.Length != losses.Length))
        {
            throw new InvalidDataException($"The checkpoint watched the metric '{metricName}', the session '{wanted}' (empty: the loss); start the session with the same.");
        }

        var model = TreeEnsembleModel.Load(stream);
        reader.End();
        if (model.Inputs != columns || model.Outputs != rounds.BaseScores.Length)
        {
            throw reader.Damaged("its trees do not fit the options");
        }

        return (model, losses, metrics);
    }

    // What does not change the trees may differ: how many there will be, threads, patience.
    private static string Describe(BoostingOptions o) => string.Create(
        CultureInfo.InvariantCulture,
        $"{o.Loss} {o.LossParameter:R}{o.CustomLoss?.Name}, {o.Leaves} leaves, depth {o.MaxDepth}, {o.MinRowsPerLeaf} rows, hessian {o.MinHessianPerLeaf:R}, rate {o.LearningRate:R}, "
        + $"L1 {o.L1:R}, L2 {o.L2:R}, gain {o.MinGain:R}, sampling {o.RowSampling:R} {o.ColumnSampling:R} {o.ColumnSamplingByNode:R}, "
        + $"extra {o.ExtraTrees}, {o.MaxBins} bins, {o.Classes} classes, seed {o.Seed}, mean {o.StartFromMean}, levels {o.LevelWise}, monotone {string.Join(' ', o.Monotone ?? [])}, "
        + $"categorical {string.Join(' ', o.Categorical ?? [])} {o.CategorySmoothing:R} {o.CategoryL2:R} {o.MinRowsPerCategory} {o.MaxCategoriesPerSplit}"
        + $"{(o.LeastSquaresSplits ? ", least squares" : "")}{(o.MaxLeafValue > 0 ? $", leaves to {o.MaxLeafValue:R}" : "")}"
        + $"{(o.Columns is { } columns ? $", of columns {string.Join(' ', columns)}" : "")}"
        + $"{(o.GradientSampling is { } s ? $", gradients {s.LargeShare:R} {s.OtherShare:R}" : "")}");

    private static long Fingerprint(TrainingData data)
    {
        var hash = HashRandom.Mix(((ulong)(uint)data.Rows << 32) + (uint)data.Features.Columns);
        hash = Fold(hash, data.Labels);
        hash = Fold(hash, data.Weights);
        return (long)Fold(hash, data.Features.Values.AsSpan(0, data.Rows * data.Features.Columns));
    }

    private static ulong Fold(ulong hash, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
