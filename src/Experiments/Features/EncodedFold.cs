using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Experiments.Features;

/// <summary>The rows of a fold behind a table encoder fitted on its training rows.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Train">Encoded training rows.</param>
/// <param name="Validation">Encoded validation rows.</param>
internal sealed record EncodedFold(TableEncoder Encoder, TrainingData Train, TrainingData Validation)
{
    public static EncodedFold Fit(FoldTable fold, TableEncoderOptions options)
    {
        var encoder = TableEncoder.Fit(fold.Train.Features, options);
        return new EncodedFold(
            encoder,
            new TrainingData(encoder.Transform(fold.Train.Features), fold.Train.Labels),
            new TrainingData(encoder.Transform(fold.Validation.Features), fold.Validation.Labels));
    }
}
