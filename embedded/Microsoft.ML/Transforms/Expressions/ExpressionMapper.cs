using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns by expressions; a vector among the inputs is gone through item by item.</summary>
internal sealed class ExpressionMapper : RowMapper
{
    private readonly ExpressionColumn[] _columns;
    private readonly DataViewSchema.Column[][] _sources;
    private readonly ExpressionProgram[] _programs;

    public ExpressionMapper(DataViewSchema schema, ExpressionColumn[] columns)
        : base(schema)
    {
        _columns = columns;
        _sources = Array.ConvertAll(columns, column => Array.ConvertAll(column.Inputs, name => schema.Find(name)));
        _programs = new ExpressionProgram[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            CheckVectors(_sources[i].Count(static s => s.Type is VectorDataViewType));
            _programs[i] = new ExpressionProgram(columns[i], Array.ConvertAll(_sources[i], static s => s.Type.ItemType() is KeyDataViewType ? typeof(uint) : s.Type.ItemType().RawType));
        }
    }

    public static void CheckVectors(int vectors)
    {
        if (vectors > 1)
        {
            throw new ArgumentOutOfRangeException("inputColumnNames", $"Can have at most one vector-valued source column, but {vectors} are given.");
        }
    }

    public override DataViewSchema.DetachedColumn[] CreateColumns()
    {
        var result = new DataViewSchema.DetachedColumn[_columns.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var item = ColumnTypes.FromRaw(_programs[i].ResultType);
            var builder = new DataViewSchema.Annotations.Builder();
            DataViewType type = item;
            foreach (var source in _sources[i].Where(static s => s.Type is VectorDataViewType))
            {
                type = source.Type.WithItem(item);
                builder.Add(source.HasSlotNames() ? source.Annotations : null, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            }

            result[i] = new DataViewSchema.DetachedColumn(_columns[i].Output, type, builder.ToAnnotations());
        }

        return result;
    }

    public override IEnumerable<int> GetDependencies(int output) => _sources[output].Select(static s => s.Index);

    protected override Delegate CreateGetter(DataViewRow input, int output)
    {
        var vector = Array.FindIndex(_sources[output], static s => s.Type is VectorDataViewType);
        return vector < 0
            ? Call(nameof(OfScalars), input, output, vector, _programs[output].ResultType)
            : Call(nameof(OfVector), input, output, vector, _sources[output][vector].Type.ItemType().RawType, _programs[output].ResultType);
    }

    private Delegate Call(string method, DataViewRow row, int output, int vector, params Type[] types) =>
        GetType().GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(types)
            .CreateDelegate<Func<DataViewRow, int, int, Delegate>>(this)(row, output, vector);

    private ExpressionInput[] Inputs(DataViewRow row, int output) =>
        Array.ConvertAll(_sources[output], source => ExpressionProgram.Input(row, row.Schema[source.Index]));

    private Delegate OfScalars<TOut>(DataViewRow row, int output, int vector)
    {
        var inputs = Inputs(row, output);
        var function = _programs[output].Function<TOut>();
        return (ValueGetter<TOut>)((ref TOut target) =>
        {
            foreach (var input in inputs)
            {
                input.Read();
            }

            target = function(inputs);
        });
    }

    private Delegate OfVector<TIn, TOut>(DataViewRow row, int output, int vector)
    {
        var inputs = Inputs(row, output);
        var item = (ExpressionInput<TIn>)inputs[vector];
        var function = _programs[output].Function<TOut>();
        var getter = row.GetGetter<VBuffer<TIn>>(row.Schema[_sources[output][vector].Index]);
        VBuffer<TIn> source = default;
        return (ValueGetter<VBuffer<TOut>>)((ref VBuffer<TOut> target) =>
        {
            getter(ref source);
            foreach (var input in inputs)
            {
                input.Read();
            }

            Map(source, item, function, inputs, ref target);
        });
    }

    /// <summary>A sparse vector stays sparse where the default gives the default.</summary>
    private static void Map<TIn, TOut>(
        in VBuffer<TIn> source, ExpressionInput<TIn> item, Func<ExpressionInput[], TOut> function, ExpressionInput[] inputs, ref VBuffer<TOut> target)
    {
        var values = source.GetValues();
        var indices = source.GetIndices();
        TOut ofDefault = default!;
        if (!source.IsDense)
        {
            item.Value = default!;
            ofDefault = function(inputs);
        }

        var sparse = !source.IsDense && (ofDefault is ReadOnlyMemory<char> text ? text.IsEmpty : EqualityComparer<TOut>.Default.Equals(ofDefault, default!));
        var editor = VBufferEditor.Create(ref target, source.Length, sparse ? values.Length : source.Length);
        if (sparse)
        {
            indices.CopyTo(editor.Indices);
        }
        else if (!source.IsDense)
        {
            editor.Values.Fill(ofDefault);
        }

        for (var i = 0; i < values.Length; i++)
        {
            item.Value = values[i];
            editor.Values[source.IsDense || sparse ? i : indices[i]] = function(inputs);
        }

        target = editor.Commit();
    }
}
