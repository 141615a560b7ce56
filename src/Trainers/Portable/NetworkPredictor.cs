using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Portable;

/// <summary>A network with the scaler in front of it.</summary>
public sealed class NetworkPredictor : PortablePredictor
{
    /// <summary>Makes the predictor; the link follows from the network's task.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scaler">The scaler, or null when the network takes features as they are.</param>
    /// <exception cref="ArgumentException">The scaler has another number of columns than the network has inputs.</exception>
    public NetworkPredictor(NetworkModel network, FeatureScaler? scaler)
        : base(network?.Spec.Inputs ?? 0, network?.Spec.Outputs ?? 0, LinkOf(network))
    {
        ArgumentNullException.ThrowIfNull(network);
        if (scaler is not null && scaler.Columns != network.Spec.Inputs)
        {
            throw new ArgumentException($"The scaler has {scaler.Columns} columns, but the network has {network.Spec.Inputs} inputs.", nameof(scaler));
        }

        (Network, Scaler) = (network, scaler);
    }

    /// <summary>The network.</summary>
    public NetworkModel Network { get; }

    /// <summary>The scaler in front of it, or null.</summary>
    public FeatureScaler? Scaler { get; }

    internal override string Kind => "network";

    internal override void Score(FloatMatrix features, Span<float> raw) => Network.Predict(Scaler?.Transform(features) ?? features, raw);

    internal override void Save(Stream stream)
    {
        stream.WriteByte(Scaler is null ? (byte)0 : (byte)1);
        Scaler?.Save(stream);
        Network.Save(stream);
    }

    internal static NetworkPredictor Load(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var scaler = stream.ReadByte() switch
        {
            0 => null,
            1 => FeatureScaler.Load(stream),
            var other => throw new PortableModelException($"A network predictor starts with {other} instead of 0 or 1; the file is damaged."),
        };
        return new NetworkPredictor(NetworkModel.Load(stream), scaler);
    }

    private static PortableLink LinkOf(NetworkModel? network) => network?.Spec.Task switch
    {
        PredictionTask.Binary => PortableLink.Logistic(),
        PredictionTask.Multiclass => PortableLink.Softmax,
        _ => PortableLink.Identity,
    };
}
