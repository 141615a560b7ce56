using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>The raw columns a model reads, in the order they were first needed; shared by all members.</summary>
internal sealed class RawColumns
{
    private readonly List<PortableColumn> _columns = [];

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
