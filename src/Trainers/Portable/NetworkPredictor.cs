using System.Buffers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Portable;

/// <summary>A network with the encoding in front of it.</summary>
public sealed class NetworkPredictor : PortablePredictor
{
    private const byte None = 0;
    private const byte Scaled = 1;
    private const byte ScaledAndPieces = 2;
    private const byte WholeTable = 3;

    /// <summary>Makes the predictor of a network behind an encoding, or behind none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="encoder">The encoding, or null when the network takes features as they are.</param>
    /// <param name="link">How its outputs become predictions; null (the default) for what follows from the network's task.</param>
    /// <exception cref="ArgumentException">The encoding makes another number of values than the network has inputs.</exception>
    public NetworkPredictor(NetworkModel network, NetworkEncoder? encoder, PortableLink? link = null)
        : base(encoder?.Inputs ?? network?.Spec.Inputs ?? 0, network?.Spec.Outputs ?? 0, link ?? LinkOf(network))
    {
        ArgumentNullException.ThrowIfNull(network);
        if (encoder is not null && encoder.Outputs != network.Spec.Inputs)
        {
            throw new ArgumentException($"The encoding makes {encoder.Outputs} values, but the network has {network.Spec.Inputs} inputs.", nameof(encoder));
        }

        (Network, Encoder) = (network, encoder);
    }

    /// <summary>Makes the predictor of a network behind a table encoder.</summary>
    /// <param name="network">The network.</param>
    /// <param name="table">The encoder.</param>
    /// <param name="link">How its outputs become predictions; null (the default) for what follows from the network's task.</param>
    /// <exception cref="ArgumentException">The encoder makes another number of values than the network has inputs.</exception>
    public NetworkPredictor(NetworkModel network, TableEncoder table, PortableLink? link = null)
        : base(table?.Columns ?? 0, network?.Spec.Outputs ?? 0, link ?? LinkOf(network))
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(table);
        if (table.Inputs.Columns != network.Spec.Inputs)
        {
            throw new ArgumentException($"The encoder makes {table.Inputs.Columns} values, but the network has {network.Spec.Inputs} inputs.", nameof(table));
        }

        (Network, Table) = (network, table);
    }

    /// <summary>The network.</summary>
    public NetworkModel Network { get; }

    /// <summary>The encoding in front of it, or null.</summary>
    public NetworkEncoder? Encoder { get; }

    /// <summary>The table encoder in front of it, or null.</summary>
    public TableEncoder? Table { get; }

    internal override string Kind => "network";

    internal override void Score(FloatMatrix features, Span<float> raw)
    {
        if (Table is null && Encoder is null)
        {
            Network.Predict(features, raw);
            return;
        }

        // Wide blocks are scored over and over: what they are encoded into is lent.
        var columns = Network.Spec.Inputs;
        var values = ArrayPool<float>.Shared.Rent(checked(features.Rows * columns));
        var encoded = new FloatMatrix(features.Rows, columns, values);
        try
        {
            Table?.Transform(features, encoded);
            Encoder?.Transform(features, encoded);
            Network.Predict(encoded, raw);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    internal override void Save(Stream stream)
    {
        stream.WriteByte(Table is not null ? WholeTable : Encoder is null ? None : Encoder.Pieces is null ? Scaled : ScaledAndPieces);
        Table?.Save(stream);
        Encoder?.Scaler.Save(stream);
        Encoder?.Pieces?.Save(stream);
        Network.Save(stream);
    }

    internal static NetworkPredictor Load(byte[] bytes, PortableLink link)
    {
        using var stream = new MemoryStream(bytes);
        var kind = stream.ReadByte();
        if (kind == WholeTable)
        {
            var table = TableEncoder.Load(stream);
            return new NetworkPredictor(NetworkModel.Load(stream), table, link);
        }

        var encoder = kind switch
        {
            None => null,
            Scaled => new NetworkEncoder(FeatureScaler.Load(stream), null),
            ScaledAndPieces => new NetworkEncoder(FeatureScaler.Load(stream), PiecewiseLinearEncoder.Load(stream)),
            var other => throw new PortableModelException($"A network predictor starts with {other} instead of 0 to 3; the file is damaged."),
        };
        return new NetworkPredictor(NetworkModel.Load(stream), encoder, link);
    }

    private static PortableLink LinkOf(NetworkModel? network) => network?.Spec.Task switch
    {
        PredictionTask.Binary => PortableLink.Logistic(),
        PredictionTask.Multiclass => PortableLink.Softmax,
        _ => PortableLink.Identity,
    };
}
