using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces missing values (NaN) by what it learns of the column, or by 0.</summary>
public sealed partial class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly (string Output, string Input)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator((string Output, string Input)[] columns, ReplacementMode mode, bool imputeBySlot)
    {
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, $"The replacement mode is one of {string.Join(", ", Enum.GetNames<ReplacementMode>())}.");
        }

        _columns = columns;
        _mode = mode;
        _bySlot = imputeBySlot;
    }

    /// <summary>Learns the replacements in one pass over the rows.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not of Single or Double.</exception>
    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_columns, pair => MissingValueReplacingTransformer.CheckType(input.Schema.Find(pair.Input)));
        var counters = Array.ConvertAll(columns, column => new MissingCounter(_mode, _bySlot && column.Type is VectorDataViewType { IsKnownSize: true } ? column.Type.ValueCount() : 1));
        if (_mode != ReplacementMode.DefaultValue)
        {
            using var cursor = input.GetRowCursor(columns);
            var whole = columns.Select((column, i) => Whole(input, column, counters[i])).ToArray();
            ColumnLearning.Run(input, cursor, whole, i => Reader(cursor, cursor.Schema[columns[i].Index], counters[i]));
        }

        return new MissingValueReplacingTransformer(_columns, Array.ConvertAll(counters, static c => c.Values()));
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (column.IsKey || !MissingValueReplacingTransformer.IsSupported(column.ItemType))
            {
                throw SchemaErrors.WrongType(pair.Input, "input", MissingValueReplacingTransformer.Expected, column.TypeName());
            }

            return new SchemaShape.Column(pair.Output, column.Kind, column.ItemType, false, column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized));
        }));
    }

    private static Action? Whole(IDataView input, DataViewSchema.Column column, MissingCounter counter)
    {
        if (ColumnRuns.Of<float>(input, column) is { } singles)
        {
            return () => counter.AddAll(singles);
        }

        return ColumnRuns.Of<double>(input, column) is { } doubles ? () => counter.AddAll(doubles) : null;
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column column, MissingCounter counter) =>
        column.Type.ItemType().RawType == typeof(float) ? Reader<float>(row, column, counter) : Reader<double>(row, column, counter);

    private static Action Reader<T>(DataViewRow row, DataViewSchema.Column column, MissingCounter counter)
        where T : unmanaged, INumberBase<T>
    {
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<T>(column);
            T one = default;
            return () =>
            {
                scalar(ref one);
                counter.Add(0, double.CreateTruncating(one));
            };
        }

        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            foreach (var item in value.Items(all: true))
            {
                counter.Add(item.Key, double.CreateTruncating(item.Value));
            }
        };
    }
}
