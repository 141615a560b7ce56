using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>What is known of one column.</summary>
    public struct Column
    {
        /// <summary>The name.</summary>
        public readonly string Name;

        /// <summary>Whether it is a vector.</summary>
        public readonly VectorKind Kind;

        /// <summary>The type of the value, or of an item of the vector; for a key the number type it is held in.</summary>
        public readonly DataViewType ItemType;

        /// <summary>Whether values are keys.</summary>
        public readonly bool IsKey;

        /// <summary>What will be known about the column.</summary>
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape? annotations = null)
        {
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        /// <summary>Whether a column is a vector.</summary>
        public enum VectorKind
        {
            /// <summary>One value.</summary>
            Scalar,

            /// <summary>A vector of one size for all rows.</summary>
            Vector,

            /// <summary>A vector whose size may differ by row.</summary>
            VariableVector,
        }

        internal bool IsValid => Name is not null;

        internal static Column Create(string name, DataViewType type, SchemaShape? annotations = null)
        {
            var kind = type is VectorDataViewType vector ? (vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector) : VectorKind.Scalar;
            var item = type.ItemType();
            return item is KeyDataViewType
                ? new Column(name, kind, ColumnTypes.FromRaw(item.RawType), true, annotations)
                : new Column(name, kind, item, false, annotations);
        }

        /// <summary>A copy under another name.</summary>
        internal readonly Column Rename(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        internal readonly string TypeName()
        {
            var item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString()!;
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
