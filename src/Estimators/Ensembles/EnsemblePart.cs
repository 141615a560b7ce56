using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>One fitted pipeline of an ensemble with its place, its share and the column read.</summary>
/// <param name="Model">The fitted pipeline.</param>
/// <param name="Member">The number of its member, from 0.</param>
/// <param name="Share">Its share in the member's prediction; the shares of a member add up to 1.</param>
/// <param name="OutputColumn">The column read.</param>
/// <param name="Outputs">Values of that column per row.</param>
/// <param name="Classes">Multiclass: for each value the class of the ensemble it stands for; null for the same order.</param>
internal sealed record EnsemblePart(ITransformer Model, int Member, float Share, string OutputColumn, int Outputs, int[]? Classes)
{
    public static EnsemblePart Make(EnsembleMember member, int place, ITransformer model, ScoreColumns columns, DataViewSchema input)
    {
        if (!model.IsRowToRowMapper)
        {
            throw new ArgumentException($"The member '{member.Name}' does not map row to row, so it cannot be part of an ensemble.");
        }

        var schema = model.GetOutputSchema(input);
        var share = 1f / member.Models.Count;
        var name = columns.Task == PredictionTask.Binary ? ScoreColumns.Probability : ScoreColumns.Score;
        if (schema.GetColumnOrNull(name) is not { } column)
        {
            var remedy = columns.Task == PredictionTask.Binary ? "; calibrate the trainer (ml.BinaryClassification.Calibrators.Platt)" : "";
            throw new ArgumentException($"The member '{member.Name}' adds no column '{name}', which a {columns.Task} ensemble averages{remedy}.");
        }

        if (columns.Task != PredictionTask.Multiclass)
        {
            return column.Type == NumberDataViewType.Single ? new EnsemblePart(model, place, share, name, 1, null) : throw WrongType(member, column);
        }

        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || ModelLabel.Classes(schema) is not { } classes || classes.Count != vector.Size)
        {
            throw WrongType(member, column);
        }

        var same = classes.Names.SequenceEqual(columns.Values!.Names, StringComparer.Ordinal);
        return new EnsemblePart(model, place, share, name, vector.Size, same ? null : ModelLabel.ClassMap(classes.Names, columns.Values.Names));
    }

    /// <summary>Adds this part's share to the place of its member among a row's predictions.</summary>
    public void Add(ReadOnlySpan<float> values, Span<float> predictions, int outputs)
    {
        var into = predictions.Slice(Member * outputs, outputs);
        for (var k = 0; k < values.Length; k++)
        {
            into[Classes?[k] ?? k] += Share * values[k];
        }
    }

    private static ArgumentException WrongType(EnsembleMember member, DataViewSchema.Column column) =>
        new($"The member '{member.Name}' gives '{column.Name}' as {column.Type}, which cannot be averaged; it must be Single, or for multiclass a vector of Single with class names.");
}
