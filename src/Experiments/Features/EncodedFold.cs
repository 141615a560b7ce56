using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Experiments.Features;

/// <summary>The training rows of a fold behind a table encoder fitted on them.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Train">The encoded rows.</param>
internal sealed record EncodedFold(TableEncoder Encoder, TrainingData Train)
{
    public static EncodedFold Fit(TrainingData train, TableEncoderOptions options)
    {
        var encoder = TableEncoder.Fit(train.Features, options);
        return new EncodedFold(encoder, new TrainingData(encoder.Transform(train.Features), train.Labels));
    }
}
