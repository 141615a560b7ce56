using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// How a file is to be read, and what its columns are for.
/// </summary>
public sealed class ColumnInferenceResults
{
    internal ColumnInferenceResults(TextLoader.Options textLoaderOptions, ColumnInformation columnInformation)
    {
        TextLoaderOptions = textLoaderOptions;
        ColumnInformation = columnInformation;
    }

    /// <summary>Options of a text loader: separator, header, quoting, and the columns with their types.</summary>
    public TextLoader.Options TextLoaderOptions { get; }

    /// <summary>What the columns are for.</summary>
    public ColumnInformation ColumnInformation { get; }
}
