namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>How one member is a column.</summary>
    public sealed class Column
    {
        private readonly Dictionary<string, (DataViewType Type, Delegate Getter)> _annotations = new(StringComparer.Ordinal);

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName;
        }

        /// <summary>The name of the field or property.</summary>
        public string MemberName { get; }

        /// <summary>The name of the column.</summary>
        public string ColumnName { get; set; }

        /// <summary>The type of the column; its raw type has to be that of the member.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>What is known about the column.</summary>
        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (var (kind, (type, getter)) in _annotations)
                {
                    builder.Add(kind, type, getter);
                }

                return builder.ToAnnotations();
            }
        }

        /// <summary>Tells something about the column.</summary>
        /// <typeparam name="T">The raw type of <paramref name="annotationType"/>; an array for a vector.</typeparam>
        /// <param name="kind">What is told.</param>
        /// <param name="value">The value.</param>
        /// <param name="annotationType">Its type.</param>
        /// <exception cref="InvalidOperationException">It is told already.</exception>
        /// <exception cref="ArgumentException">The value is not of the type.</exception>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentNullException.ThrowIfNull(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (!_annotations.TryAdd(kind, (annotationType, Getter(kind, value, annotationType))))
            {
                throw new InvalidOperationException($"Column '{ColumnName}' already has an annotation '{kind}'.");
            }
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (var column in annotations.Schema)
            {
                _annotations[column.Name] = (column.Type, annotations.GetterOf(column.Index));
            }
        }

        private static Delegate Getter<T>(string kind, T value, DataViewType type)
        {
            if (value is string text && type is TextDataViewType)
            {
                return RowGetters.Constant(text.AsMemory());
            }

            if (value is string[] texts && type is VectorDataViewType { ItemType: TextDataViewType })
            {
                return AnnotationUtils.Getter(AnnotationUtils.ToMemory(texts));
            }

            if (value is Array array && type is VectorDataViewType vector && array.GetType().GetElementType() == vector.ItemType.RawType)
            {
                var method = typeof(AnnotationUtils).GetMethod(nameof(AnnotationUtils.Getter))!.MakeGenericMethod(vector.ItemType.RawType);
                return (Delegate)method.Invoke(null, [array])!;
            }

            return type.RawType == typeof(T)
                ? RowGetters.Constant(value)
                : throw new ArgumentException($"Annotation '{kind}' of type {type} takes a {type.RawType}, but a {typeof(T)} was given.", nameof(value));
        }
    }
}
