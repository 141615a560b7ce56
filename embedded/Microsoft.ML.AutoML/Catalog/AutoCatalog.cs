using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// What AutoML offers: inference of columns, featurizers, sweepable trainers and experiments.
/// </summary>
public sealed partial class AutoCatalog
{
    private readonly MLContext _context;

    internal AutoCatalog(MLContext context)
    {
        _context = context;
    }

    /// <summary>
    /// Infers separator, types and purposes of a file's columns. The first line must name them.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnName">The column to predict. Default: "Label".</param>
    /// <param name="separatorChar">The separator; null to infer it among tab, comma, space and semicolon.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes; null to infer.</param>
    /// <param name="allowSparse">Whether rows may be sparse; null for no.</param>
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
    /// <param name="allowSparse">Whether rows may be sparse; null for no.</param>
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
    /// <param name="allowSparse">Whether rows may be sparse; null for no.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of fields are cut off. Default: false.</param>
    /// <param name="groupColumns">Whether columns of one type and purpose are joined into a vector. Default: true.</param>
    /// <exception cref="ArgumentException">The file is missing or empty, or has no such column.</exception>
    /// <exception cref="InferenceException">The lines do not split evenly, or there are too few.</exception>
    public ColumnInferenceResults InferColumns(string path, uint labelColumnIndex, bool hasHeader = false, char? separatorChar = null,
        bool? allowQuoting = null, bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true)
        => new ColumnInference(_context, path, new FileHints(separatorChar, allowQuoting, allowSparse, trimWhitespace))
            .Infer(labelColumnIndex, hasHeader, groupColumns);

    /// <summary>
    /// A sweepable estimator whose parameters are an instance of <typeparamref name="T"/>.
    /// </summary>
    /// <param name="factory">Makes the estimator from the parameters.</param>
    /// <param name="ss">The search space; it must be given.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public SweepableEstimator CreateSweepableEstimator<T>(Func<MLContext, T, IEstimator<ITransformer>> factory, SearchSpace<T>? ss = null)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (ss is null)
        {
            throw new ArgumentNullException(nameof(ss), $"Give the search space, such as new SearchSpace<{typeof(T).Name}>().");
        }

        return new SweepableEstimator((context, parameter) => factory(context, parameter.AsType<T>()), ss);
    }

    /// <summary>An experiment with neither data, metric nor tuner yet.</summary>
    /// <param name="settings">The settings; null for the defaults.</param>
    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings? settings = null)
        => new(_context, settings ?? new AutoMLExperiment.AutoMLExperimentSettings());
}
