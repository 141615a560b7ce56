using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Scoring;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>A fitted pipeline laid out as a list of transformers, with the schema before each and the one that predicts.</summary>
internal sealed class PipelineStages
{
    private PipelineStages(List<ITransformer> transformers, List<DataViewSchema> schemas, int scorer) =>
        (Transformers, Schemas, ScorerIndex) = (transformers, schemas, scorer);

    public IReadOnlyList<ITransformer> Transformers { get; }

    /// <summary>The schema before each transformer, and at the end the last one's output.</summary>
    public IReadOnlyList<DataViewSchema> Schemas { get; }

    /// <summary>The place of the first transformer that predicts.</summary>
    public int ScorerIndex { get; }

    public ITransformer Scorer => Transformers[ScorerIndex];

    /// <param name="model">The fitted pipeline.</param>
    /// <param name="input">The schema of its input.</param>
    /// <param name="predicts">Whether it must predict; without, <see cref="ScorerIndex"/> is behind the last transformer when none does.</param>
    /// <exception cref="NotSupportedException">It must predict and does not.</exception>
    public static PipelineStages Of(ITransformer model, DataViewSchema input, bool predicts = true)
    {
        var transformers = new List<ITransformer>();
        Flatten(model, transformers);
        var schemas = new List<DataViewSchema> { input };
        foreach (var transformer in transformers)
        {
            schemas.Add(transformer.GetOutputSchema(schemas[^1]));
        }

        var scorer = transformers.FindIndex(one => one is ISingleFeaturePredictionTransformer<object> or ScoringTransformer);
        return scorer >= 0 || !predicts
            ? new PipelineStages(transformers, schemas, scorer >= 0 ? scorer : transformers.Count)
            : throw new NotSupportedException("The model has no transformer that predicts; save a fitted pipeline that ends in a trainer.");
    }

    /// <summary>The visible input columns that an output column of a stage is made of, or null when the stage hands the column through.</summary>
    public IReadOnlyList<string>? Inputs(int stage, string output)
    {
        var (before, after) = (Schemas[stage], Schemas[stage + 1]);
        var column = after.GetColumnOrNull(output) ?? throw new NotSupportedException($"The pipeline has no column '{output}' after {Name(stage)}.");
        return Makes(stage, output)
            ? [.. Transformers[stage].GetRowToRowMapper(before).GetDependencies([column]).Select(one => one.Name).Distinct(StringComparer.Ordinal)]
            : null;
    }

    /// <summary>Whether a stage makes the visible column of a name anew: the columns it hides stay in the schema, so there is one more of that name after it.</summary>
    public bool Makes(int stage, string output) =>
        Name(stage) != "ColumnSelectingTransformer" && CountOf(Schemas[stage + 1], output) > CountOf(Schemas[stage], output);

    /// <summary>The names of the columns a stage makes.</summary>
    public IReadOnlyList<string> Made(int stage) =>
        [.. Schemas[stage + 1].Select(column => column.Name).Distinct(StringComparer.Ordinal).Where(name => Makes(stage, name))];

    public string Name(int stage)
    {
        var name = Transformers[stage].GetType().Name;
        var mark = name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? name : name[..mark];
    }

    private static int CountOf(DataViewSchema schema, string name) => schema.Count(column => column.Name == name);

    private static void Flatten(ITransformer model, List<ITransformer> into)
    {
        if (model is IEnumerable parts and not ScoringTransformer)
        {
            foreach (var part in parts.Cast<ITransformer>())
            {
                Flatten(part, into);
            }

            return;
        }

        into.Add(model);
    }
}
