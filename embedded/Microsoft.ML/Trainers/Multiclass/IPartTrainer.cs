namespace Microsoft.ML.Trainers;

/// <summary>A trainer that can train on rows already read, as one part of a larger model.</summary>
internal interface IPartTrainer
{
    /// <summary>The column of features.</summary>
    string FeatureColumnName { get; }

    /// <summary>The column of row weights, or null.</summary>
    string? WeightColumnName { get; }

    /// <summary>Whether rows with a missing feature are learnt from.</summary>
    bool KeepsMissingFeatures { get; }

    /// <summary>Stops the training; the token of the trainer's context.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Trains; rows have labels 0 and 1, both of them.</summary>
    IScoreModel Train(TrainContext context);
}
