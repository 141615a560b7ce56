using System.Globalization;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects which values of a column have which hash.</summary>
internal abstract class HashNames
{
    private static readonly MethodInfo s_create = typeof(HashNames).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Takes the values of the current row.</summary>
    public abstract void Process();

    /// <summary>The values behind every hash: one by itself, several in braces.</summary>
    public abstract VBuffer<ReadOnlyMemory<char>> Finish();

    /// <summary>Starts collecting; the getter gives the hashes of the column.</summary>
    public static HashNames Create(DataViewRow row, DataViewSchema.Column column, HashSettings settings, Delegate hashes) =>
        s_create.MakeGenericMethod(column.Type.ItemType().RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, HashSettings, Delegate, HashNames>>()(row, column, settings, hashes);

    private static HashNames Typed<T>(DataViewRow row, DataViewSchema.Column column, HashSettings settings, Delegate hashes)
        where T : notnull => new Collector<T>(row, column, settings, hashes);

    private sealed class Collector<T> : HashNames
        where T : notnull
    {
        private readonly HashSettings _settings;
        private readonly SortedDictionary<int, List<(int Slot, T Value)>> _values = [];
        private readonly IEqualityComparer<T> _comparer = TermComparers.Equality<T>();
        private readonly Func<T, string> _name;
        private readonly Action _process;
        private readonly bool _withSlot;

        public Collector(DataViewRow row, DataViewSchema.Column column, HashSettings settings, Delegate hashes)
        {
            _settings = settings;
            _name = NameOf(column);
            _withSlot = settings.Ordered && column.Type is VectorDataViewType;
            _process = column.Type is VectorDataViewType
                ? Vector(row.GetGetter<VBuffer<T>>(column), (ValueGetter<VBuffer<uint>>)hashes)
                : Scalar(row.GetGetter<T>(column), (ValueGetter<uint>)hashes);
        }

        public override void Process() => _process();

        public override VBuffer<ReadOnlyMemory<char>> Finish()
        {
            var size = 1 << _settings.Bits;
            var names = _values.Values.Select(Name).ToArray();
            if (names.Length <= size / 2)
            {
                return new VBuffer<ReadOnlyMemory<char>>(size, names.Length, names, [.. _values.Keys]);
            }

            var dense = new ReadOnlyMemory<char>[size];
            foreach (var (key, name) in _values.Keys.Zip(names))
            {
                dense[key] = name;
            }

            return new VBuffer<ReadOnlyMemory<char>>(size, dense);
        }

        /// <summary>Keys are named by the values they stand for, where those are known as text.</summary>
        private static Func<T, string> NameOf(DataViewSchema.Column column)
        {
            if (!column.HasKeyValues())
            {
                return ValueNames.Of<T>(column.Type.ItemType());
            }

            VBuffer<ReadOnlyMemory<char>> names = default;
            column.GetKeyValues(ref names);
            var number = NumberConversions.ToUInt64<T>()!;
            return key => number(key) is var value && value > 0 && value <= (ulong)names.Length ? names.GetItemOrDefault((int)value - 1).ToString() : "";
        }

        private Action Scalar(ValueGetter<T> values, ValueGetter<uint> hashes)
        {
            T value = default!;
            uint hash = 0;
            return () =>
            {
                values(ref value);
                hashes(ref hash);
                Take(hash, 0, value);
            };
        }

        private Action Vector(ValueGetter<VBuffer<T>> values, ValueGetter<VBuffer<uint>> hashes)
        {
            VBuffer<T> vector = default;
            VBuffer<uint> keys = default;
            return () =>
            {
                values(ref vector);
                hashes(ref keys);
                foreach (var (slot, value) in vector.Items(all: true))
                {
                    Take(keys.GetItemOrDefault(slot), _withSlot ? slot : 0, value);
                }
            };
        }

        private void Take(uint hash, int slot, T value)
        {
            if (hash == 0)
            {
                return;
            }

            if (!_values.TryGetValue((int)hash - 1, out var list))
            {
                _values[(int)hash - 1] = list = [];
            }

            if ((_settings.Inverts < 0 || list.Count < _settings.Inverts) && !list.Exists(pair => pair.Slot == slot && _comparer.Equals(pair.Value, value)))
            {
                list.Add((slot, value));
            }
        }

        private ReadOnlyMemory<char> Name(List<(int Slot, T Value)> values)
        {
            var names = values.ConvertAll(pair => _withSlot ? string.Create(CultureInfo.InvariantCulture, $"{pair.Slot}:{_name(pair.Value)}") : _name(pair.Value));
            return (names.Count == 1 ? names[0] : $"{{{string.Join(',', names)}}}").AsMemory();
        }
    }
}
