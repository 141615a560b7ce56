using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Networks;

/// <summary>A trained network. Immutable; all members may be used from many threads at once.</summary>
public sealed class NetworkModel
{
    private const string Magic = "MLNTNETW";
    private const string What = "a network model";
    private readonly Predictor _predictor;

    internal NetworkModel(NetworkWeights weights)
    {
        Weights = weights;
        _predictor = new Predictor(weights.Spec);
        _predictor.Load(weights);
    }

    /// <summary>What the network is.</summary>
    public NetworkSpec Spec => Weights.Spec;

    internal NetworkWeights Weights { get; }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; only the model is read.</param>
    /// <exception cref="InvalidDataException">It is no model, of a newer version, cut short or changed.</exception>
    public static NetworkModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Frame.Read(stream, Magic, SpecFormat.Version, What, Read);
    }

    /// <summary>Scores rows: logits for classification, label units for regression.</summary>
    /// <param name="features">Finite features, one column per input.</param>
    /// <param name="outputs">Receives rows x outputs numbers, row by row.</param>
    /// <param name="threads">Threads that share the rows, 1 or more. The result does not depend on it. Default 1.</param>
    /// <exception cref="ArgumentException">The columns or the length of <paramref name="outputs"/> do not fit, or a feature is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public void Predict(FloatMatrix features, Span<float> outputs, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        DataChecks.CheckColumns(Spec, features.Columns, "prediction");
        if (outputs.Length < (long)features.Rows * Spec.Outputs)
        {
            throw new ArgumentException($"{features.Rows} rows of {Spec.Outputs} outputs need {(long)features.Rows * Spec.Outputs} numbers, but there is room for {outputs.Length}.", nameof(outputs));
        }

        DataChecks.CheckFinite(features, "prediction");
        DataChecks.CheckLevels(Spec, features, "prediction");
        _predictor.Predict(features, outputs, threads);
    }

    /// <summary>Writes the model.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Frame.Write(stream, Magic, SpecFormat.Version, writer =>
        {
            SpecFormat.Write(writer, Spec);
            writer.Write(Weights.TargetMean);
            writer.Write(Weights.TargetScale);
            writer.Write(Weights.LowestTarget);
            writer.Write(Weights.HighestTarget);
            FloatFormat.Write(writer, Weights.Values);
        });
    }

    private static NetworkModel Read(BinaryReader reader, int version)
    {
        var spec = SpecFormat.Read(reader, version);
        if (reader.BaseStream.Length / sizeof(float) < TensorLayout.TotalLength(spec))
        {
            throw new InvalidDataException($"The file is too short for the network {spec} it describes; it was damaged.");
        }

        var weights = new NetworkWeights(spec) { TargetMean = reader.ReadDouble(), TargetScale = reader.ReadDouble() };
        if (version > 1)
        {
            weights.LowestTarget = reader.ReadDouble();
            weights.HighestTarget = reader.ReadDouble();
            if (!(weights.LowestTarget <= weights.HighestTarget))
            {
                throw new InvalidDataException("The file's range of predictions is empty; it was damaged.");
            }
        }

        FloatFormat.Read(reader, weights.Values);
        return new NetworkModel(weights);
    }
}
