using Microsoft.ML;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>What an ensemble reads, and where each value goes in the row its combiner reads.</summary>
internal sealed class EnsemblePlan
{
    private readonly int _members;
    private readonly int _passed;

    private EnsemblePlan(EnsemblePart[] parts, int members, PortablePredictor combiner, (ITransformer Model, string Column)? passthrough, int passed)
    {
        (Parts, _members, Combiner, Passthrough, _passed) = (parts, members, combiner, passthrough, passed);
        Reads = [.. parts.Select(part => (part.Model, part.OutputColumn)), .. passthrough is { } features ? [features] : Array.Empty<(ITransformer, string)>()];
    }

    /// <summary>The fitted pipelines.</summary>
    public EnsemblePart[] Parts { get; }

    public PortablePredictor Combiner { get; }

    public (ITransformer Model, string Column)? Passthrough { get; }

    /// <summary>The pipelines to run and the column read of each: the parts, then the one that makes the features passed through.</summary>
    public (ITransformer Model, string Column)[] Reads { get; }

    public static EnsemblePlan Make(IReadOnlyList<EnsembleMember> members, EnsembleCombiner? combiner, ScoreColumns columns, DataViewSchema input)
    {
        EnsemblePart[] parts = [.. members.SelectMany((member, place) => member.Models.Select(model => EnsemblePart.Make(member, place, model, columns, input)))];
        var predictor = combiner?.Predictor ?? new AveragingCombiner(columns.Task, columns.Outputs, [.. members.Select(member => member.Weight)]);
        var passed = combiner?.Passthrough is { } model ? SizeOfFeatures(model, combiner.PassthroughColumnName, input) : 0;
        var width = (members.Count * columns.Outputs) + passed;
        return predictor.Inputs == width && predictor.Outputs == columns.Outputs
            ? new EnsemblePlan(parts, members.Count, predictor, combiner?.Passthrough is { } features ? (features, combiner.PassthroughColumnName) : null, passed)
            : throw new ArgumentException($"The combiner reads {predictor.Inputs} values and gives {predictor.Outputs}, but {members.Count} members with {columns.Outputs} outputs each and {passed} features passed through make {width}.", nameof(combiner));
    }

    /// <summary>Values a row of one of <see cref="Reads"/>.</summary>
    public int SizeOf(int read) => read < Parts.Length ? Parts[read].Outputs : _passed;

    /// <summary>Puts what was read where the combiner reads it.</summary>
    public void Add(int read, ReadOnlySpan<float> values, Span<float> row, int outputs)
    {
        if (read < Parts.Length)
        {
            Parts[read].Add(values, row, outputs);
        }
        else
        {
            values.CopyTo(row[(_members * outputs)..]);
        }
    }

    public void Combine(FloatMatrix rows, ScoreBlock block) =>
        Combiner.Predict(rows, block.Scores.AsSpan(0, rows.Rows * block.Outputs), block.Probabilities.AsSpan(0, rows.Rows));

    private static int SizeOfFeatures(ITransformer model, string name, DataViewSchema input)
    {
        var column = model.GetOutputSchema(input).GetColumnOrNull(name) ?? throw new ArgumentException($"The pipeline of the features passed through makes no column '{name}'.", nameof(name));
        var size = ColumnReader.IsNumeric(column.Type) ? ColumnReader.SizeOf(column.Type) : 0;
        return size > 0 && model.IsRowToRowMapper ? size : throw new ArgumentException($"The column '{name}' passed through is {column.Type}; it must be numbers of known size, made row by row.", nameof(name));
    }
}
