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

    private protected static DataViewSchema.Annotations.Builder Annotations(uint setId, string kind, string value)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationUtils.Kinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint id) => id = setId);
        AddText(builder, AnnotationUtils.Kinds.ScoreColumnKind, kind);
        AddText(builder, AnnotationUtils.Kinds.ScoreValueKind, value);
        return builder;
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string name, string text)
        => builder.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
