namespace Microsoft.ML.Trainers;

/// <summary>Checks of the labels of two classes.</summary>
internal static class BinaryLabels
{
    /// <exception cref="InvalidOperationException">All rows are of one class.</exception>
    internal static void CheckBothClasses(TrainContext context)
    {
        var labels = context.Training.Data.Labels;
        if (!labels.AsSpan().ContainsAnyExcept(labels[0]))
        {
            throw new InvalidOperationException(
                $"All {labels.Length} training rows have the same '{context.LabelColumn.Name}' label, {(labels[0] > 0 ? "true" : "false")}; a classifier needs rows of both. " +
                "Check the label column and how the rows were split.");
        }
    }
}
