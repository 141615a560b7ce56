using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>A trained dense network: adds Score, and Probability and PredictedLabel as ML.NET's own trainers do.</summary>
public sealed class DenseNetworkTransformer : FeatureVectorTransformer
{
    internal DenseNetworkTransformer(
        PredictionTask task, NetworkPredictor predictor, DenseNetworkHistory history, TrainingColumns columns, DataViewSchema trainSchema, ClassValues? values)
        : base(task, predictor, columns, trainSchema, values)
    {
        Network = predictor.Network;
        History = history;
    }

    /// <summary>The network, without the scaler in front of it.</summary>
    public NetworkModel Network { get; }

    /// <summary>How training went.</summary>
    public DenseNetworkHistory History { get; }

    /// <inheritdoc/>
    public override object Model => Network;
}
