namespace Microsoft.ML.AutoML;

public sealed partial class AutoCatalog
{
    /// <summary>
    /// Infers separator, types and purposes of a file's columns. The first line must name them.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnName">The column to predict. Default: "Label".</param>
    /// <param name="separatorChar">The separator; null to infer it among tab, comma, space and semicolon.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes; null to infer.</param>
    /// <param name="allowSparse">Whether rows may be sparse; null to infer.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of fields are cut off. Default: false.</param>
    /// <param name="groupColumns">Whether columns of one type and purpose are joined into a vector. Default: true.</param>
    /// <exception cref="ArgumentException">The file is missing or empty, or has no such column.</exception>
    /// <exception cref="InferenceException">The lines do not split evenly, or there are too few.</exception>
    public ColumnInferenceResults InferColumns(string path, string labelColumnName = "Label", char? separatorChar = null, bool? allowQuoting = null,
        bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true)
        => InferColumns(path, new ColumnInformation { LabelColumnName = labelColumnName }, separatorChar, allowQuoting, allowSparse, trimWhitespace, groupColumns);

    /// <summary>
    /// Infers separator, types and purposes of a file's columns. The first line must name them.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columnInformation">What is known of the columns; null for a label named "Label" and nothing else.</param>
    /// <param name="separatorChar">The separator; null to infer it among tab, comma, space and semicolon.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes; null to infer.</param>
    /// <param name="allowSparse">Whether rows may be sparse; null to infer.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of fields are cut off. Default: false.</param>
    /// <param name="groupColumns">Whether columns of one type and purpose are joined into a vector. Default: true.</param>
    /// <exception cref="ArgumentException">The file is missing or empty, or has no such column.</exception>
    /// <exception cref="InferenceException">The lines do not split evenly, or there are too few.</exception>
    public ColumnInferenceResults InferColumns(string path, ColumnInformation? columnInformation, char? separatorChar = null, bool? allowQuoting = null,
        bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true)
        => new ColumnInference(_context, path, new FileHints(separatorChar, allowQuoting, allowSparse, trimWhitespace))
            .Infer(columnInformation ?? new ColumnInformation(), groupColumns);

    /// <summary>
    /// Infers separator, types and purposes of a file's columns.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnIndex">The index of the column to predict, from 0.</param>
    /// <param name="hasHeader">Whether the first line names the columns. Default: false.</param>
    /// <param name="separatorChar">The separator; null to infer it among tab, comma, space and semicolon.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes; null to infer.</param>
    /// <param name="allowSparse">Whether rows may be sparse; null to infer.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of fields are cut off. Default: false.</param>
    /// <param name="groupColumns">Whether columns of one type and purpose are joined into a vector. Default: true.</param>
    /// <exception cref="ArgumentException">The file is missing or empty, or has no such column.</exception>
    /// <exception cref="InferenceException">The lines do not split evenly, or there are too few.</exception>
    public ColumnInferenceResults InferColumns(string path, uint labelColumnIndex, bool hasHeader = false, char? separatorChar = null,
        bool? allowQuoting = null, bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true)
        => new ColumnInference(_context, path, new FileHints(separatorChar, allowQuoting, allowSparse, trimWhitespace))
            .Infer(labelColumnIndex, hasHeader, groupColumns);
}
