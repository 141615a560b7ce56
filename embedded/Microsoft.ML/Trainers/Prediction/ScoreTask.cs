using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>How a model's scores become columns.</summary>
internal abstract class ScoreTask
{
    private protected ScoreTask(IScoreModel model) => Model = model;

    internal IScoreModel Model { get; }

    /// <summary>The columns added, in order, for one input schema.</summary>
    /// <param name="setId">The number that marks the columns as one set.</param>
    internal abstract IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId);

    /// <summary>The getter of one added column over a row's current scores.</summary>
    /// <param name="column">The number of the column in <see cref="Columns"/>.</param>
    /// <param name="scores">Gives the scores of the row the cursor is at.</param>
    internal abstract Delegate Getter(int column, IScoreSource scores);

    /// <summary>The annotations of a score or probability, in ML.NET's order.</summary>
    private protected static DataViewSchema.Annotations.Builder Score(uint setId, string kind, string value, bool isNormalized = false)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, AnnotationUtils.Kinds.ScoreColumnKind, kind);
        AddSetId(builder, setId);
        if (isNormalized)
        {
            builder.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool isSo) => isSo = true);
        }

        AddText(builder, AnnotationUtils.Kinds.ScoreValueKind, value);
        return builder;
    }

    /// <summary>The annotations of a predicted label, in ML.NET's order; a set number comes last.</summary>
    private protected static DataViewSchema.Annotations.Builder PredictedLabel(string kind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, AnnotationUtils.Kinds.ScoreColumnKind, kind);
        AddText(builder, AnnotationUtils.Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.PredictedLabel);
        return builder;
    }

    /// <summary>Adds the number that marks the columns of one predictor.</summary>
    private protected static void AddSetId(DataViewSchema.Annotations.Builder builder, uint setId)
        => builder.Add(AnnotationUtils.Kinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint id) => id = setId);

    private protected static void AddText(DataViewSchema.Annotations.Builder builder, string name, string text)
        => builder.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
