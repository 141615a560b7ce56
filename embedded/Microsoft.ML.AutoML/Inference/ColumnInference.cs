using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Infers how a file is to be read and what its columns are for.
/// </summary>
internal sealed class ColumnInference
{
    private readonly MLContext _context;
    private readonly string _path;
    private readonly DelimitedSample _sample;
    private readonly FileLayout _layout;
    private readonly bool _trimWhitespace;

    public ColumnInference(MLContext context, string path, FileHints hints)
    {
        CheckPath(path);
        _context = context;
        _path = path;
        _trimWhitespace = hints.TrimWhitespace;
        _sample = DelimitedSample.Read(path);
        _layout = FileLayout.Infer(path, _sample, hints.Separator, hints.Quoting, hints.Sparse);
    }

    /// <summary>With a header; the label and other columns by name.</summary>
    public ColumnInferenceResults Infer(ColumnInformation information, bool groupColumns)
    {
        CheckInformation(information);
        var columns = Guess(hasHeader: true, names => Find(names, information.LabelColumnName));
        foreach (var name in PurposeInference.Names(information))
        {
            Find([.. columns.Select(column => column.Name)], name);
        }

        return Build(columns, information, hasHeader: true, groupColumns);
    }

    /// <summary>With or without a header; the label by its index.</summary>
    public ColumnInferenceResults Infer(uint labelIndex, bool hasHeader, bool groupColumns)
    {
        if (labelIndex >= _layout.ColumnCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(labelIndex), $"The label column index {labelIndex} is not below the number of columns in '{_path}', which is {_layout.ColumnCount}.");
        }

        var columns = Guess(hasHeader, _ => (int)labelIndex);
        if (!hasHeader)
        {
            columns[labelIndex] = columns[labelIndex] with { Name = "Label" };
        }

        return Build(columns, new ColumnInformation { LabelColumnName = columns[labelIndex].Name }, hasHeader, groupColumns);
    }

    private static void CheckPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ArgumentException($"File '{path}' does not exist. Check the path; relative ones start at '{Directory.GetCurrentDirectory()}'.", nameof(path));
        }

        if (file.Length == 0)
        {
            throw new ArgumentException($"File at path '{path}' cannot be empty: give one with a header and rows.", nameof(path));
        }
    }

    private static void CheckInformation(ColumnInformation information)
    {
        ArgumentNullException.ThrowIfNull(information.LabelColumnName);
        var repeated = PurposeInference.Names(information).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            throw new ArgumentException($"The column '{repeated.Key}' is named {repeated.Count()} times in the column information: a column has one purpose.", nameof(information));
        }
    }

    private ColumnGuess[] Guess(bool hasHeader, Func<string[], int> findLabel)
        => ColumnTypeInference.Infer(_path, _sample.Split(_layout), _layout, hasHeader, findLabel);

    private int Find(string[] names, string name)
    {
        var index = Array.IndexOf(names, name);
        return index >= 0
            ? index
            : throw new ArgumentException($"Specified column '{name}' was not found in '{_path}'. Its first line names the columns {string.Join(", ", names)}.");
    }

    private ColumnInferenceResults Build(ColumnGuess[] columns, ColumnInformation information, bool hasHeader, bool groupColumns)
    {
        TextLoader.Column[] own = [.. columns.Select(column => new TextLoader.Column(column.Name, column.Kind, column.Index))];
        var data = _context.Data.CreateTextLoader(Options(own, hasHeader)).Load(_path);
        var purposes = PurposeInference.Infer(_context, data, information);
        if (groupColumns)
        {
            var groups = ColumnGrouping.Group(columns, purposes, hasHeader);
            return new ColumnInferenceResults(
                Options([.. groups.Select(group => group.Column)], hasHeader),
                Describe(groups.Select(group => (group.Column.Name, group.Purpose))));
        }

        return new ColumnInferenceResults(Options(own, hasHeader), Describe(columns.Select(column => (column.Name, purposes[column.Index]))));
    }

    private TextLoader.Options Options(TextLoader.Column[] columns, bool hasHeader) => new()
    {
        Columns = columns,
        Separators = [_layout.Separator],
        AllowQuoting = _layout.Quoting,
        AllowSparse = _layout.Sparse,
        ReadMultilines = _layout.Multiline,
        HasHeader = hasHeader,
        TrimWhitespace = _trimWhitespace,
    };

    private static ColumnInformation Describe(IEnumerable<(string Name, ColumnPurpose Purpose)> columns)
    {
        var information = new ColumnInformation();
        foreach (var (name, purpose) in columns)
        {
            Enter(information, name, purpose);
        }

        return information;
    }

    private static void Enter(ColumnInformation information, string name, ColumnPurpose purpose)
    {
        switch (purpose)
        {
            case ColumnPurpose.Label:
                information.LabelColumnName = name;
                break;
            case ColumnPurpose.Weight:
                information.ExampleWeightColumnName = name;
                break;
            case ColumnPurpose.SamplingKey:
                information.SamplingKeyColumnName = name;
                break;
            case ColumnPurpose.UserId:
                information.UserIdColumnName = name;
                break;
            case ColumnPurpose.ItemId:
                information.ItemIdColumnName = name;
                break;
            case ColumnPurpose.GroupId:
                information.GroupIdColumnName = name;
                break;
            case ColumnPurpose.CategoricalFeature:
                information.CategoricalColumnNames.Add(name);
                break;
            case ColumnPurpose.NumericFeature:
                information.NumericColumnNames.Add(name);
                break;
            case ColumnPurpose.TextFeature:
                information.TextColumnNames.Add(name);
                break;
            case ColumnPurpose.ImagePath:
                information.ImagePathColumnNames.Add(name);
                break;
            default:
                information.IgnoredColumnNames.Add(name);
                break;
        }
    }
}
