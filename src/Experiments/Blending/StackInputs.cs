using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Blending;

/// <summary>What a second level reads: for each row and output one number of each model, on the scale that stacks read (logits, logarithms of probabilities, values).</summary>
internal sealed class StackInputs
{
    private StackInputs(PredictionTask task, int outputs, int models, float[] values, float[] labels) =>
        (Task, Outputs, Models, Values, Labels) = (task, outputs, models, values, labels);

    public PredictionTask Task { get; }

    public int Rows => Labels.Length;

    public int Outputs { get; }

    public int Models { get; }

    /// <summary>Row after row, output after output, model after model.</summary>
    public float[] Values { get; }

    public float[] Labels { get; }

    /// <summary>Gathers the numbers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="members">The models read.</param>
    public static StackInputs Of(BlendRows rows, IReadOnlyList<EnsembleWeight> members)
    {
        var (outputs, models) = (rows.Outputs, members.Count);
        var values = new float[rows.Labels.Length * outputs * models];
        for (var m = 0; m < models; m++)
        {
            var own = (float[])rows.Predictions[members[m].Index].Values.Clone();
            StackCombiner.ToLayerScale(rows.Task, own);
            for (var i = 0; i < rows.Labels.Length * outputs; i++)
            {
                values[(i * models) + m] = own[i];
            }
        }

        return new StackInputs(rows.Task, outputs, models, values, rows.Labels);
    }

    /// <summary>For a regression: labels and predictions with the labels' mean taken off, in units of their standard deviation, so that one penalty suits all.</summary>
    public (StackInputs Standard, double Mean, double Unit) Standardize()
    {
        var mean = Labels.Average(label => (double)label);
        var unit = Math.Sqrt(Labels.Average(label => (label - mean) * (label - mean)));
        unit = unit > 0 ? unit : 1;
        return (new StackInputs(Task, Outputs, Models, Array.ConvertAll(Values, Standard), Array.ConvertAll(Labels, Standard)), mean, unit);

        float Standard(float value) => (float)((value - mean) / unit);
    }
}
