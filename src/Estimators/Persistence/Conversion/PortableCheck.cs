using Microsoft.ML;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Scores some rows both ways and refuses a portable model that says otherwise than the pipeline.</summary>
internal static class PortableCheck
{
    private const int Rows = 64;
    private const double Tolerance = 1e-5;

    public static void Compare(PortableModel model, PipelineStages stages, IDataView sample)
    {
        var few = new MLContext(0).Data.TakeRows(sample, Rows);
        var expected = (IDataView)few;
        foreach (var transformer in stages.Transformers)
        {
            expected = transformer.Transform(expected);
        }

        var actual = new PortableTransformer(model).Transform(few);
        Compare(ScoreColumns.Score, expected, actual, stages);
        if (model.Label.Task == Trainers.PredictionTask.Binary && model.HasProbabilities)
        {
            Compare(ScoreColumns.Probability, expected, actual, stages);
        }
    }

    private static void Compare(string column, IDataView expected, IDataView actual, PipelineStages stages)
    {
        var (a, b) = (ColumnReader.Read(expected, column, Rows), ColumnReader.Read(actual, column, Rows));
        for (var i = 0; i < a.Length; i++)
        {
            if (!(Math.Abs((double)a[i] - b[i]) <= Tolerance * Math.Max(1, Math.Abs((double)a[i]))))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"The portable form of {stages.Scorer.GetType().Name} gives {column} {b[i]} where the pipeline gives {a[i]} (value {i} of the sample), so it was not saved. Save with ml.Model.Save instead."));
            }
        }
    }
}
