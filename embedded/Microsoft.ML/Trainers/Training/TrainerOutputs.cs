using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The shapes of the columns trainers add.</summary>
internal static class TrainerOutputs
{
    internal static SchemaShape.Column[] Binary(bool calibrated)
    {
        var score = Score(SchemaShape.Column.VectorKind.Scalar, Common());
        var predicted = new SchemaShape.Column(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false, new SchemaShape(Common()));
        var normalized = Annotation(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance);
        var probability = new SchemaShape.Column(DefaultColumnNames.Probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, new SchemaShape([.. Common(), normalized]));
        return calibrated ? [score, probability, predicted] : [score, predicted];
    }

    internal static SchemaShape.Column[] Regression() => [Score(SchemaShape.Column.VectorKind.Scalar, Common())];

    /// <param name="label">The label.</param>
    /// <param name="keyValuesLast">Whether the key values come after the other annotations of the predicted label, as one-versus-all's do.</param>
    internal static SchemaShape.Column[] Multiclass(SchemaShape.Column label, bool keyValuesLast = false)
    {
        var scoreAnnotations = new List<SchemaShape.Column>();
        var predictedAnnotations = new List<SchemaShape.Column>();
        if (label.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && values.Kind == SchemaShape.Column.VectorKind.Vector)
        {
            if (values.ItemType is TextDataViewType)
            {
                scoreAnnotations.Add(new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
            }

            scoreAnnotations.Add(new(AnnotationUtils.Kinds.TrainingLabelValues, SchemaShape.Column.VectorKind.Vector, values.ItemType, false));
            predictedAnnotations.Add(values);
        }

        var predicted = new SchemaShape.Column(
            DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, new SchemaShape(keyValuesLast ? [.. Common(), .. predictedAnnotations] : [.. predictedAnnotations, .. Common()]));
        return [Score(SchemaShape.Column.VectorKind.Vector, [.. scoreAnnotations, .. Common()]), predicted];
    }

    private static SchemaShape.Column Score(SchemaShape.Column.VectorKind kind, IEnumerable<SchemaShape.Column> annotations)
        => new(DefaultColumnNames.Score, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));

    private static SchemaShape.Column[] Common() =>
    [
        new(AnnotationUtils.Kinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
        Annotation(AnnotationUtils.Kinds.ScoreColumnKind, TextDataViewType.Instance),
        Annotation(AnnotationUtils.Kinds.ScoreValueKind, TextDataViewType.Instance),
    ];

    private static SchemaShape.Column Annotation(string kind, DataViewType type) => new(kind, SchemaShape.Column.VectorKind.Scalar, type, false);
}
