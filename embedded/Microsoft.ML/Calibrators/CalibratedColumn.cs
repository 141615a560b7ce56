using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>The annotations a probability column takes over from the score it is made of.</summary>
internal static class CalibratedColumn
{
    internal static readonly string[] Kept =
        [AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.Kinds.ScoreColumnKind, AnnotationUtils.Kinds.ScoreValueKind];
}
