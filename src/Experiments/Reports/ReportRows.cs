using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Rows with labels and what the model says of them.</summary>
/// <param name="Name">What a reader calls them: validation or test.</param>
/// <param name="Label">What is predicted.</param>
/// <param name="Values">Rows x 1 probabilities of the second class or values, or rows x classes probabilities.</param>
/// <param name="Classes">The class decided on for each row; empty for regression.</param>
/// <param name="Labels">The labels: 0 or 1, the class number, or the value.</param>
internal sealed record ReportRows(string Name, PortableLabel Label, FloatMatrix Values, int[] Classes, float[] Labels)
{
    /// <summary>Rows that no choice of the search has seen.</summary>
    public bool IsTest { get; init; }

    public int Count => Labels.Length;

    /// <summary>Probabilities of the second class, or values.</summary>
    public ReadOnlySpan<float> Single => Values.Values.AsSpan(0, Values.Rows * Values.Columns);

    /// <summary>The rows of the search that judged its models.</summary>
    public static ReportRows Validation(ExperimentResult result)
    {
        var (values, threshold) = (result.ValidationPredictions, result.Details.Threshold);
        int[] classes = result.Task switch
        {
            PredictionTask.Binary => [.. Enumerable.Range(0, values.Rows).Select(row => values.Row(row)[0] > threshold ? 1 : 0)],
            PredictionTask.Multiclass => [.. Enumerable.Range(0, values.Rows).Select(row => result.Portable.Label.Decide(values.Row(row)))],
            _ => [],
        };
        return new ReportRows("Validation", result.Portable.Label, values, classes, [.. result.ValidationLabels]);
    }

    /// <summary>For each true class how many rows were taken for each class.</summary>
    public int[][] Confusion()
    {
        var classes = Math.Max(2, Label.Classes.Count);
        int[][] counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (var i = 0; i < Labels.Length; i++)
        {
            counts[(int)Labels[i]][Classes[i]]++;
        }

        return counts;
    }

    /// <summary>A class as written; numbered where the model does not know.</summary>
    public string ClassName(int number) => number < Label.Classes.Count ? Label.Classes[number] : number == 1 ? "yes" : "no";
}
