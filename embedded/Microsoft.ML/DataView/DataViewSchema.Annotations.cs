using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>What is known about a column beside its type: named, typed values.</summary>
    public sealed class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        /// <summary>No annotations.</summary>
        public static Annotations Empty { get; } = new(Create([]), []);

        /// <summary>The kinds of annotations and their types, as columns.</summary>
        public DataViewSchema Schema { get; }

        /// <summary>A getter for one annotation.</summary>
        /// <typeparam name="TValue">The raw type of the annotation.</typeparam>
        /// <param name="column">A column of <see cref="Schema"/>.</param>
        /// <exception cref="ArgumentException">The column is not of this schema.</exception>
        /// <exception cref="InvalidOperationException">The type is another.</exception>
        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if ((uint)column.Index >= (uint)_getters.Length)
            {
                throw new ArgumentException($"There is no annotation at {column.Index}; there are {_getters.Length}.", nameof(column));
            }

            return _getters[column.Index] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Annotation '{Schema[column.Index].Name}' is of type {Schema[column.Index].Type.RawType}, not {typeof(TValue)}.");
        }

        /// <summary>Reads one annotation.</summary>
        /// <typeparam name="TValue">The raw type of the annotation.</typeparam>
        /// <param name="kind">Its name.</param>
        /// <param name="value">Receives the value.</param>
        /// <exception cref="InvalidOperationException">There is no such annotation or its type is another.</exception>
        public void GetValue<TValue>(string kind, ref TValue value)
        {
            var column = Schema.GetColumnOrNull(kind)
                ?? throw new InvalidOperationException($"There is no annotation '{kind}'; there are: {(Schema.Count == 0 ? "none" : Schema.Names())}.");
            GetGetter<TValue>(column)(ref value);
        }

        internal Delegate GetterOf(int index) => _getters[index];

        /// <summary>The kinds, comma-separated.</summary>
        public override string ToString() => string.Join(", ", Schema.Select(static c => c.Name));

        /// <summary>Makes annotations.</summary>
        public sealed class Builder
        {
            private readonly List<(DetachedColumn Column, Delegate Getter)> _items = [];

            /// <summary>Starts without annotations.</summary>
            public Builder()
            {
            }

            /// <summary>Takes over annotations of another column.</summary>
            /// <param name="annotations">Where they come from; null adds none.</param>
            /// <param name="selector">Which kinds are taken.</param>
            public void Add(Annotations? annotations, Func<string, bool> selector)
            {
                if (annotations is null)
                {
                    return;
                }

                ArgumentNullException.ThrowIfNull(selector);
                foreach (var column in annotations.Schema)
                {
                    if (selector(column.Name))
                    {
                        _items.Add((new DetachedColumn(column), annotations._getters[column.Index]));
                    }
                }
            }

            /// <summary>Adds an annotation read through a getter.</summary>
            /// <typeparam name="TValue">The raw type of <paramref name="type"/>.</typeparam>
            /// <param name="name">The kind.</param>
            /// <param name="type">The type.</param>
            /// <param name="getter">Writes the value.</param>
            /// <param name="annotations">What is known about the annotation itself; null for nothing.</param>
            /// <exception cref="ArgumentException">The getter is of another type.</exception>
            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations? annotations = null) =>
                Add(name, type, (Delegate)getter, annotations);

            /// <summary>Adds an annotation read through a getter.</summary>
            /// <param name="name">The kind.</param>
            /// <param name="type">The type.</param>
            /// <param name="getter">A <see cref="ValueGetter{TValue}"/> of the raw type.</param>
            /// <param name="annotations">What is known about the annotation itself; null for nothing.</param>
            /// <exception cref="ArgumentException">The getter is of another type.</exception>
            public void Add(string name, DataViewType type, Delegate getter, Annotations? annotations = null)
            {
                ArgumentNullException.ThrowIfNull(getter);
                var column = new DetachedColumn(name, type, annotations);
                var expected = typeof(ValueGetter<>).MakeGenericType(type.RawType);
                if (getter.GetType() != expected)
                {
                    throw new ArgumentException($"Annotation '{name}' of type {type} needs a getter of type {expected}, but {getter.GetType()} was given.", nameof(getter));
                }

                _items.Add((column, getter));
            }

            /// <summary>Adds an annotation of one constant value.</summary>
            /// <typeparam name="TValue">The raw type of <paramref name="type"/>.</typeparam>
            /// <param name="name">The kind.</param>
            /// <param name="type">The type.</param>
            /// <param name="value">The value.</param>
            /// <param name="annotations">What is known about the annotation itself; null for nothing.</param>
            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations? annotations = null) =>
                Add(name, type, (ref TValue target) => target = value, annotations);

            /// <summary>The annotations added so far.</summary>
            public Annotations ToAnnotations() =>
                new(Create(_items.Select(static i => i.Column).ToArray()), _items.Select(static i => i.Getter).ToArray());
        }
    }
}
