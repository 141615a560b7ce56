using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Our own trainers under the settings of the suite.</summary>
internal static class OurTrees
{
    // As many scores as make prediction long enough to be timed.
    private const int MostScores = 400_000;

    /// <summary>Trains, scores and takes the times.</summary>
    public static TreeFit Fit(BenchmarkContext context, TreeData data, TreeSetting setting)
    {
        double binning = 0;
        TreeEnsembleModel? model = null;
        var training = context.Time(() => model = setting.Kind == TreeKind.Forest
            ? new ForestTrainer().Fit(Forest(data, setting), data.Train)
            : Boost(context, data, setting, out binning));
        var rows = PredictedRows(data);
        var features = new FloatMatrix(rows, data.Train.Features.Columns, data.Train.Features.Values);
        var scores = new float[rows * data.Outputs];
        var predicting = context.Time(() => model!.Predict(features, scores, setting.Threads));
        var test = new float[data.Test.Rows * data.Outputs];
        model!.Predict(data.Test.Features, test, setting.Threads);
        return new TreeFit(binning, training - binning, rows / predicting, setting.Kind == TreeKind.Forest ? test : ToValues(data, test));
    }

    /// <summary>How many training rows are scored to time prediction.</summary>
    public static int PredictedRows(TreeData data) => Math.Min(data.Train.Rows, MostScores / data.Outputs);

    /// <summary>The boosting options of a setting.</summary>
    public static BoostingOptions Options(TreeData data, TreeSetting setting) => new()
    {
        Loss = data.Task switch
        {
            PredictionTask.Binary => BoostingLoss.Logistic,
            PredictionTask.Multiclass => BoostingLoss.Softmax,
            _ => BoostingLoss.SquaredError,
        },
        Classes = data.Classes,
        Trees = TreeSetting.Trees,
        Leaves = setting.Leaves,
        MinRowsPerLeaf = TreeSetting.MinRows,
        LearningRate = TreeSetting.LearningRate,
        L2 = TreeSetting.L2,
        MaxBins = TreeSetting.Bins,
        Threads = setting.Threads,
        Categorical = setting.Kind == TreeKind.Categorical ? data.Categorical : null,
    };

    private static TreeEnsembleModel Boost(BenchmarkContext context, TreeData data, TreeSetting setting, out double binning)
    {
        BoostingSession? session = null;
        binning = context.Time(() => session = new HistGradientBoosting().Start(Options(data, setting), data.Train));
        session!.RunTo(TreeSetting.Trees);
        return session.CreateModel();
    }

    private static ForestOptions Forest(TreeData data, TreeSetting setting) => new()
    {
        Task = data.Task,
        Classes = data.Classes,
        Trees = TreeSetting.Trees,
        Threads = setting.Threads,
        Seed = setting.Seed,
    };

    private static float[] ToValues(TreeData data, float[] raw)
    {
        switch (data.Task)
        {
            case PredictionTask.Binary:
                return [.. raw.Select(x => (float)(1 / (1 + Math.Exp(-x))))];
            case PredictionTask.Regression:
                return raw;
            default:
                for (var start = 0; start < raw.Length; start += data.Classes)
                {
                    ToProbabilities(raw.AsSpan(start, data.Classes));
                }

                return raw;
        }
    }

    private static void ToProbabilities(Span<float> scores)
    {
        float largest = float.NegativeInfinity, sum = 0;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - largest);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
