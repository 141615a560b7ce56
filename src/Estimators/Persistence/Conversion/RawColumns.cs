using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>The raw columns a model reads, in the order they were first needed, and the values the sample has in them; shared by all members.</summary>
internal sealed class RawColumns(IDataView sample)
{
    private const int MostValues = 100_000;

    private readonly List<PortableColumn> _columns = [];
    private readonly Dictionary<string, string[]> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> _numbers = new(StringComparer.Ordinal);

    public IReadOnlyList<PortableColumn> Columns => _columns;

    public Symbol Find(DataViewSchema.Column column)
    {
        var known = _columns.Find(one => one.Name == column.Name);
        if (known is null)
        {
            known = Describe(column);
            _columns.Add(known);
        }

        return new Symbol(known.Name, known.Kind, known.Size);
    }

    /// <summary>The distinct texts the sample has in a scalar column; empty for any other column. The sample is read once.</summary>
    public IReadOnlyList<string> SampleTexts(string name)
    {
        if (!_texts.TryGetValue(name, out var values))
        {
            values = sample.Schema.GetColumnOrNull(name) is { Type: TextDataViewType } column
                ? [.. sample.GetColumn<string>(column).Distinct(StringComparer.Ordinal).Take(MostValues)]
                : [];
            _texts.Add(name, values);
        }

        return values;
    }

    /// <summary>The distinct numbers the sample has in a scalar column; empty for any other column. The sample is read once.</summary>
    public IReadOnlyList<float> SampleNumbers(string name)
    {
        if (!_numbers.TryGetValue(name, out var values))
        {
            var fits = sample.Schema.GetColumnOrNull(name) is { } column && ColumnReader.IsNumeric(column.Type) && ColumnReader.SizeOf(column.Type) == 1;
            values = fits ? [.. ColumnReader.Read(sample, name, int.MaxValue).Distinct().Take(MostValues)] : [];
            _numbers.Add(name, values);
        }

        return values;
    }

    private static PortableColumn Describe(DataViewSchema.Column column)
    {
        var size = ColumnReader.SizeOf(column.Type);
        if (size < 1)
        {
            throw new NotSupportedException($"The input column '{column.Name}' is a vector of unknown length, which has no portable form.");
        }

        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return item switch
        {
            TextDataViewType => new PortableColumn(column.Name, PortableColumnKind.Text, size),
            BooleanDataViewType => new PortableColumn(column.Name, PortableColumnKind.Boolean, size),
            NumberDataViewType or KeyDataViewType => new PortableColumn(column.Name, PortableColumnKind.Number, size),
            _ => throw new NotSupportedException($"The input column '{column.Name}' is of type {column.Type}, which has no portable form; numbers, texts and booleans have."),
        };
    }
}
