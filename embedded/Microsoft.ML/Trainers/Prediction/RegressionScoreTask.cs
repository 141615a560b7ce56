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
            Score(setId, AnnotationUtils.Const.ScoreColumnKind.Regression, AnnotationUtils.Const.ScoreValueKind.Score).ToAnnotations()),
    ];

    internal override Delegate Getter(int column, IScoreSource scores)
        => (ValueGetter<float>)((ref float value) => value = scores.Current()[0]);
}
