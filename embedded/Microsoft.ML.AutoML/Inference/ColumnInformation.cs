using System.Collections.ObjectModel;

namespace Microsoft.ML.AutoML;

/// <summary>
/// What the columns of a data set are for. A column named nowhere is judged by its type and its values.
/// </summary>
public sealed class ColumnInformation
{
    /// <summary>The column to predict. Default: "Label".</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column of users; null for none. Default: null.</summary>
    public string? UserIdColumnName { get; set; }

    /// <summary>The column of groups; null for none. Default: null.</summary>
    public string? GroupIdColumnName { get; set; }

    /// <summary>The column of items; null for none. Default: null.</summary>
    public string? ItemIdColumnName { get; set; }

    /// <summary>The column of rows' weights; null for none. Default: null.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>The column whose equal values stay on one side of a split; null for none. Default: null.</summary>
    public string? SamplingKeyColumnName { get; set; }

    /// <summary>Columns that hold categories.</summary>
    public ICollection<string> CategoricalColumnNames { get; } = new Collection<string>();

    /// <summary>Columns that hold numbers.</summary>
    public ICollection<string> NumericColumnNames { get; } = new Collection<string>();

    /// <summary>Columns that hold free text.</summary>
    public ICollection<string> TextColumnNames { get; } = new Collection<string>();

    /// <summary>Columns that are not used.</summary>
    public ICollection<string> IgnoredColumnNames { get; } = new Collection<string>();

    /// <summary>Columns that hold paths of images.</summary>
    public ICollection<string> ImagePathColumnNames { get; } = new Collection<string>();
}
