using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Runs a user's code once for a row, whichever of its columns are read.</summary>
internal sealed class CustomRowMapper<TSrc, TDst>(
    DataViewSchema schema, Action<TSrc, TDst> mapping, TypedMember[] outputs, SchemaDefinition? inputDefinition) : RowMapper(schema)
    where TSrc : class, new()
    where TDst : class, new()
{
    private static readonly MethodInfo s_wrap = typeof(CustomRowMapper<TSrc, TDst>).GetMethod(nameof(Wrap), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly (TypedMember Member, DataViewSchema.Column Column)[] _inputs = TypedWriter<TSrc>.Bind(schema, false, inputDefinition);

    public override DataViewSchema.DetachedColumn[] CreateColumns() =>
        Array.ConvertAll(outputs, static o => new DataViewSchema.DetachedColumn(o.Name, o.Type, o.Annotations));

    public override IEnumerable<int> GetDependencies(int output) => _inputs.Select(static i => i.Column.Index);

    public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs)
    {
        var getters = new Delegate?[outputs.Length];
        if (!activeOutputs.Contains(true))
        {
            return getters;
        }

        var source = new TSrc();
        var target = new ObjectPointer<TDst> { Current = new TDst() };
        var writer = TypedWriter<TSrc>.Create(input, _inputs);
        var position = -1L;
        for (var i = 0; i < getters.Length; i++)
        {
            if (activeOutputs[i])
            {
                getters[i] = (Delegate)s_wrap.MakeGenericMethod(outputs[i].Type.RawType).Invoke(null, [TypedReader<TDst>.CreateGetter(outputs[i], target), (Action)Refresh])!;
            }
        }

        return getters;

        void Refresh()
        {
            if (position == input.Position)
            {
                return;
            }

            writer.Write(source);
            mapping(source, target.Current);
            position = input.Position;
        }
    }

    private static ValueGetter<T> Wrap<T>(ValueGetter<T> getter, Action refresh) => (ref T value) =>
    {
        refresh();
        getter(ref value);
    };
}
