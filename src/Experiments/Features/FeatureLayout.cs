using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>
/// The features that are the same for all rows learnt from: numbers as they are, levels renamed to numbers, dates taken apart; made once for a table.
/// What is fitted (bins, scales, which levels a model knows, target means, words) is fitted later, on the training rows of a fold.
/// </summary>
internal sealed class FeatureLayout
{
    private readonly RawTable _table;
    private readonly List<string> _parts = [];
    private readonly List<PortableStep> _steps = [];
    private readonly List<ColumnKind> _kinds = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Lays the features out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="features">What its columns are.</param>
    public FeatureLayout(RawTable table, IReadOnlyList<Feature> features)
    {
        _table = table;
        _names.UnionWith(table.Columns.Select(column => column.Name));
        Features = [.. features.Where(feature => feature.Kind != FeatureKind.None)];
        Columns = [.. Features.Select(feature => ColumnOf(feature.Column))];
        foreach (var feature in Features.Where(feature => !feature.IsFitted))
        {
            Describe(feature);
        }

        Values = new FloatMatrix(table.Rows, _kinds.Count);
        var owners = new List<int>();
        for (var place = 0; place < Features.Count; place++)
        {
            if (!Features[place].IsFitted)
            {
                owners.AddRange(Enumerable.Repeat(place, Fill(Features[place], owners.Count)));
            }
        }

        Owners = owners;
    }

    /// <summary>The features that are used.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>The raw columns a model reads.</summary>
    public IReadOnlyList<PortableColumn> Columns { get; }

    /// <summary>All rows of the features that need no fitting.</summary>
    public FloatMatrix Values { get; }

    /// <summary>The place among <see cref="Features"/> of what each column of <see cref="Values"/> is made from.</summary>
    public IReadOnlyList<int> Owners { get; }

    /// <summary>What each column of <see cref="Values"/> is.</summary>
    public IReadOnlyList<ColumnKind> Kinds => _kinds;

    /// <summary>Columns of <see cref="Values"/> that hold levels.</summary>
    public int[] Categorical => [.. Enumerable.Range(0, _kinds.Count).Where(i => _kinds[i] == ColumnKind.Category)];

    /// <summary>The features that are fitted on the rows of each fold.</summary>
    public IReadOnlyList<Feature> Fitted => [.. Features.Where(feature => feature.IsFitted)];

    /// <summary>The way from raw columns to features, with the steps of what was fitted behind it.</summary>
    /// <param name="fitted">Those steps.</param>
    public PortableFeaturizer CreateFeaturizer(IReadOnlyList<PortableStep> fitted)
    {
        const string Output = "features";
        var join = new ConcatenateStep([.. _parts, .. fitted.Select(step => step.Output)], NewName(Output));
        return new PortableFeaturizer([.. _steps, .. fitted, join], join.Output);
    }

    /// <summary>A name no raw column has; asked twice for one name it gives the same.</summary>
    public string NewName(string wanted)
    {
        while (_names.Contains(wanted))
        {
            wanted += "'";
        }

        return wanted;
    }

    private static PortableColumn ColumnOf(TableColumn column) => new(
        column.Name,
        column.IsText ? PortableColumnKind.Text : column.IsBoolean ? PortableColumnKind.Boolean : PortableColumnKind.Number,
        column.Size)
    {
        DecimalComma = column.DecimalComma,
    };

    private void Describe(Feature feature)
    {
        var column = feature.Column;
        switch (feature.Kind)
        {
            case FeatureKind.Number:
                _parts.Add(column.Name);
                _kinds.AddRange(Enumerable.Repeat(ColumnKind.Auto, column.Size));
                break;
            case FeatureKind.Date:
                Add(new DateStep(column.Name, NewName(column.Name + "#date"), feature.DayFirst));
                _kinds.AddRange(Enumerable.Repeat(ColumnKind.Auto, DateStep.Parts));
                break;
            default:
                Add(CategorySteps.Renaming(column, NewName(column.Name + "#level")));
                _kinds.Add(ColumnKind.Category);
                break;
        }
    }

    private void Add(PortableStep step)
    {
        _steps.Add(step);
        _parts.Add(step.Output);
    }

    private int Fill(Feature feature, int start)
    {
        var column = feature.Column;
        switch (feature.Kind)
        {
            case FeatureKind.Number:
                for (var row = 0; row < _table.Rows; row++)
                {
                    column.Numbers.AsSpan(row * column.Size, column.Size).CopyTo(Values.Row(row)[start..]);
                }

                return column.Size;
            case FeatureKind.Date:
                var dates = new FloatMatrix(column.Levels.Count + 1, DateStep.Parts);
                dates.Row(column.Levels.Count).Fill(float.NaN);
                for (var level = 0; level < column.Levels.Count; level++)
                {
                    DateStep.Read(column.Levels[level], feature.DayFirst, dates.Row(level));
                }

                for (var row = 0; row < _table.Rows; row++)
                {
                    var code = column.Codes![row];
                    dates.Row(code < 0 ? column.Levels.Count : code).CopyTo(Values.Row(row)[start..]);
                }

                return DateStep.Parts;
            default:
                var missing = CategorySteps.MissingLevel(column);
                for (var row = 0; row < _table.Rows; row++)
                {
                    var code = column.Codes![row];
                    Values.Row(row)[start] = code < 0 ? missing : code;
                }

                return 1;
        }
    }
}
