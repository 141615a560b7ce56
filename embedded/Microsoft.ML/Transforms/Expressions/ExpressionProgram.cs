using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>An expression compiled for the types of its inputs.</summary>
internal sealed class ExpressionProgram
{
    private static readonly MethodInfo s_input = typeof(ExpressionProgram).GetMethod(nameof(Input), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Lazy<Delegate> _function;

    /// <summary>Checks the expression; it is compiled when first run.</summary>
    public ExpressionProgram(ExpressionColumn column, Type[] types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (!ExpressionTypes.IsSupported(types[i]))
            {
                throw SchemaErrors.WrongType(column.Inputs[i], "input", "Boolean, Int32, Int64, Single, Double or text", ColumnTypes.FromRaw(types[i]).ToString()!);
            }
        }

        var parameters = Array.ConvertAll(types, static type => Expression.Variable(type));
        var body = ExpressionParser.Parse(column.Text, parameters);
        ResultType = body.Type;
        _function = new Lazy<Delegate>(() => Compile(body, parameters));
    }

    public Type ResultType { get; }

    public Func<ExpressionInput[], T> Function<T>() => (Func<ExpressionInput[], T>)_function.Value;

    /// <summary>A parameter that follows a column of a row, or, for a vector, one that is set item by item.</summary>
    public static ExpressionInput Input(DataViewRow row, DataViewSchema.Column column) =>
        s_input.MakeGenericMethod(column.Type.ItemType().RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, ExpressionInput>>()(row, column);

    private static ExpressionInput Input<T>(DataViewRow row, DataViewSchema.Column column) =>
        new ExpressionInput<T>(column.Type is VectorDataViewType ? null : row.GetGetter<T>(column));

    private static Delegate Compile(Expression body, ParameterExpression[] parameters)
    {
        var inputs = Expression.Parameter(typeof(ExpressionInput[]));
        var reads = parameters.Select((parameter, i) => Expression.Assign(parameter, Expression.Field(
            Expression.Convert(Expression.ArrayIndex(inputs, Expression.Constant(i)), typeof(ExpressionInput<>).MakeGenericType(parameter.Type)),
            nameof(ExpressionInput<>.Value))));
        return Expression.Lambda(Expression.Block(parameters, [.. reads, body]), inputs).Compile();
    }
}
