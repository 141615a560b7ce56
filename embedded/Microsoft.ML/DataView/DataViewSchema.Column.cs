using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column of a schema.</summary>
    public struct Column
    {
        internal Column(DetachedColumn column, int index, bool isHidden)
        {
            Name = column.Name;
            Index = index;
            IsHidden = isHidden;
            Type = column.Type;
            Annotations = column.Annotations;
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The place in the schema, from 0.</summary>
        public int Index { get; }

        /// <summary>Whether a later column has the same name.</summary>
        public bool IsHidden { get; }

        /// <summary>The type.</summary>
        public DataViewType Type { get; }

        /// <summary>What is known about the column: names of slots, values of keys and the like.</summary>
        public Annotations Annotations { get; }

        /// <summary>Name, type and the kinds of annotations.</summary>
        public override string ToString()
        {
            var annotations = Annotations is null || Annotations.Schema.Count == 0 ? null : $" {{{Annotations}}}";
            return $"{Name}: {Type}{annotations}{(IsHidden ? " (hidden)" : null)}";
        }
    }

    /// <summary>A column that belongs to no schema yet.</summary>
    public struct DetachedColumn
    {
        /// <summary>Makes a column.</summary>
        /// <param name="name">The name, not empty.</param>
        /// <param name="type">The type.</param>
        /// <param name="annotations">What is known about it; null for nothing.</param>
        public DetachedColumn(string name, DataViewType type, Annotations? annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(type);
            Name = name;
            Type = type;
            Annotations = annotations ?? DataViewSchema.Annotations.Empty;
        }

        /// <summary>Takes name, type and annotations from a column of a schema.</summary>
        /// <param name="column">The column.</param>
        public DetachedColumn(Column column)
            : this(column.Name, column.Type, column.Annotations)
        {
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The type.</summary>
        public DataViewType Type { get; }

        /// <summary>What is known about the column.</summary>
        public Annotations Annotations { get; }
    }
}
