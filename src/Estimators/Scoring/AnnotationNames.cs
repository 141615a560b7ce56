using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>The names ML.NET gives to annotations of label and score columns.</summary>
internal static class AnnotationNames
{
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";
    public const string TrainingLabelValues = "TrainingLabelValues";
    public const string ScoreColumnSetId = "ScoreColumnSetId";
    public const string ScoreColumnKind = "ScoreColumnKind";
    public const string ScoreValueKind = "ScoreValueKind";
    public const string IsNormalized = "IsNormalized";

    /// <summary>A getter of a fixed vector.</summary>
    public static ValueGetter<VBuffer<T>> Vector<T>(T[] values) => (ref VBuffer<T> target) =>
    {
        var editor = VBufferEditor.Create(ref target, values.Length);
        values.CopyTo(editor.Values);
        target = editor.Commit();
    };
}
