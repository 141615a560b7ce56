using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>Labels of several classes.</summary>
internal static class MulticlassLabels
{
    /// <summary>The number of classes the label's key may take.</summary>
    /// <exception cref="InvalidOperationException">There are less than two classes.</exception>
    internal static int Count(TrainContext context)
    {
        var key = (KeyDataViewType)context.LabelColumn.Type;
        if (key.Count is < 2 or > int.MaxValue)
        {
            throw new InvalidOperationException(
                $"The '{context.LabelColumn.Name}' label has {key.Count} classes; a classifier needs 2 or more. Check the label column and how the rows were split.");
        }

        return (int)key.Count;
    }

    /// <summary>The same rows, labelled 1 for one class and 0 for all others.</summary>
    internal static TrainingData OneAgainstRest(TrainingData rows, int oneClass)
        => new(rows.Features, Array.ConvertAll(rows.Labels, label => label == oneClass ? 1f : 0f), rows.Weights);

    /// <summary>Whether rows of both values are there.</summary>
    internal static bool HasBoth(TrainingData rows) => rows.Labels.AsSpan().ContainsAnyExcept(rows.Labels[0]);
}
