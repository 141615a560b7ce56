using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Blending;

/// <summary>An ensemble: which models, and what makes one prediction of theirs.</summary>
/// <param name="Members">The models by their places in <see cref="BlendRows.Predictions"/>, with their shares.</param>
/// <param name="Combiner">Reads the members' predictions side by side.</param>
internal sealed record Blend(IReadOnlyList<EnsembleWeight> Members, PortablePredictor Combiner)
{
    /// <summary>What its log odds or logarithms of probabilities are divided by.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>How a class is decided on.</summary>
    public Decision Decision { get; init; } = Decision.Likeliest;

    /// <summary>The ensemble's predictions.</summary>
    /// <param name="task">The task.</param>
    /// <param name="predictions">Those of all models, one matrix each.</param>
    public FloatMatrix Predict(PredictionTask task, IReadOnlyList<FloatMatrix> predictions)
    {
        var sideBySide = Join(Members.Select(member => predictions[member.Index]).ToArray());
        var result = new FloatMatrix(sideBySide.Rows, Combiner.Outputs);
        if (task == PredictionTask.Binary)
        {
            Combiner.Predict(sideBySide, new float[sideBySide.Rows], result.Values);
        }
        else
        {
            Combiner.Predict(sideBySide, result.Values);
        }

        return result;
    }

    /// <summary>The same ensemble with its average changed: the combiner itself, or the one at the end of a stack.</summary>
    public Blend With(Func<AveragingCombiner, AveragingCombiner> change) => this with
    {
        Combiner = Combiner is StackCombiner stack ? stack.With(change(stack.Last)) : change((AveragingCombiner)Combiner),
    };

    /// <summary>The same ensemble with another way to decide: a threshold goes into the combiner, weights into the model's label.</summary>
    public Blend Deciding(Decision decision) => decision switch
    {
        { Weights.Count: > 0 } => this with { Decision = decision },
        { Threshold: not 0.5f } => With(average => average.WithThreshold(decision.Threshold)) with { Decision = decision },
        _ => this,
    };

    /// <summary>Matrices of the same rows side by side.</summary>
    public static FloatMatrix Join(IReadOnlyList<FloatMatrix> parts)
    {
        var (rows, columns) = (parts[0].Rows, parts[0].Columns);
        var joined = new FloatMatrix(rows, parts.Count * columns);
        for (var row = 0; row < rows; row++)
        {
            var into = joined.Row(row);
            for (var i = 0; i < parts.Count; i++)
            {
                parts[i].Row(row).CopyTo(into[(i * columns)..]);
            }
        }

        return joined;
    }
}
