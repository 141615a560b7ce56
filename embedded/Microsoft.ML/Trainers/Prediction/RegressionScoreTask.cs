using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>One column: Score.</summary>
internal sealed class RegressionScoreTask : ScoreTask
{
    internal RegressionScoreTask(IScoreModel model)
        : base(model)
    {
    }

    internal override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId) =>
    [
        new(
            DefaultColumnNames.Score,
            NumberDataViewType.Single,
            Annotations(setId).ToAnnotations()),
    ];

    internal override Delegate Getter(int column, IScoreSource scores)
        => (ValueGetter<float>)((ref float value) => value = scores.Current()[0]);

    /// <summary>In ML.NET's order, which for a number starts with the set.</summary>
    private static DataViewSchema.Annotations.Builder Annotations(uint setId)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddSetId(builder, setId);
        AddText(builder, AnnotationUtils.Kinds.ScoreColumnKind, AnnotationUtils.Const.ScoreColumnKind.Regression);
        AddText(builder, AnnotationUtils.Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.Score);
        return builder;
    }
}
