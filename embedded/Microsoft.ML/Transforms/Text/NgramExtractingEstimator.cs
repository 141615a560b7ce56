using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Learns the n-grams (sequences of keys) of columns and counts them in every row.</summary>
public sealed class NgramExtractingEstimator : IEstimator<NgramExtractingTransformer>
{
    private readonly (string Output, string Input)[] _columns;
    private readonly NgramSettings _settings;

    internal NgramExtractingEstimator((string Output, string Input)[] columns, NgramSettings settings)
    {
        _columns = columns;
        _settings = settings;
    }

    /// <summary>How much an n-gram weighs in a row.</summary>
    public enum WeightingCriteria
    {
        /// <summary>How often it occurs in the row.</summary>
        Tf = 0,

        /// <summary>The logarithm of the number of rows over the number of rows it occurs in.</summary>
        Idf = 1,

        /// <summary>The product of the two.</summary>
        TfIdf = 2,
    }

    /// <summary>Learns the n-grams in one pass over the rows, in the order they are met.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of keys.</exception>
    public NgramExtractingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_columns, pair => input.Schema.Find(pair.Input));
        foreach (var column in columns)
        {
            NgramExtractingTransformer.Check(column);
        }

        using var cursor = input.GetRowCursor(columns);
        var learners = Array.ConvertAll(columns, column => new NgramLearner(_settings, cursor, cursor.Schema[column.Index]));
        while (cursor.MoveNext())
        {
            foreach (var learner in learners)
            {
                learner.Process();
            }
        }

        return new NgramExtractingTransformer(_columns, Array.ConvertAll(learners, static l => l.Finish()));
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of keys.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (column.Kind == SchemaShape.Column.VectorKind.Scalar || !column.IsKey || column.ItemType.RawType == typeof(ulong))
            {
                throw SchemaErrors.WrongType(pair.Input, "input", NgramKeys.Expected, column.TypeName());
            }

            var named = column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values)
                && values.Kind == SchemaShape.Column.VectorKind.Vector
                && values.ItemType is TextDataViewType;
            return new SchemaShape.Column(
                pair.Output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(named ? [Shapes.SlotNames] : []));
        }));
    }
}
