using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Turns sums of shares into predictions.</summary>
internal static class EnsembleAverage
{
    public static void Write(ReadOnlySpan<double> sums, ScoreBlock block, PredictionTask task)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var mean = (float)sums[i];
            if (task == PredictionTask.Binary)
            {
                block.Probabilities[i] = mean;
                block.Scores[i] = PortableModel.Logit(mean);
            }
            else
            {
                block.Scores[i] = mean;
            }
        }
    }
}
