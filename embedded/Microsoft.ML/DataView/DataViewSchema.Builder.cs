using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Makes schemas.</summary>
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _columns = [];

        /// <summary>Starts without columns.</summary>
        public Builder()
        {
        }

        /// <summary>Appends a column.</summary>
        /// <param name="name">The name; a name given again hides the earlier column.</param>
        /// <param name="type">The type.</param>
        /// <param name="annotations">What is known about it; null for nothing.</param>
        public void AddColumn(string name, DataViewType type, Annotations? annotations = null) =>
            _columns.Add(new DetachedColumn(name, type, annotations));

        /// <summary>Appends columns of a schema.</summary>
        /// <param name="source">The columns.</param>
        public void AddColumns(IEnumerable<Column> source)
        {
            ArgumentNullException.ThrowIfNull(source);
            _columns.AddRange(source.Select(static c => new DetachedColumn(c)));
        }

        /// <summary>Appends columns.</summary>
        /// <param name="source">The columns.</param>
        public void AddColumns(IEnumerable<DetachedColumn> source)
        {
            ArgumentNullException.ThrowIfNull(source);
            _columns.AddRange(source);
        }

        /// <summary>The schema of the columns added so far.</summary>
        public DataViewSchema ToSchema() => Create(_columns.ToArray());
    }
}
