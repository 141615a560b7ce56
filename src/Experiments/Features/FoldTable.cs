using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>One split of the rows with its features, made once and read by all models and threads.</summary>
internal sealed class FoldTable
{
    private static readonly TableEncoderOptions _ofNetworks = new() { LevelLimit = 2000 };
    private static readonly TableEncoderOptions _ofRankedNetworks = _ofNetworks with { Scaling = FeatureScaling.QuantileNormal };
    private static readonly TableEncoderOptions _ofLinear = new() { LevelLimit = 60, OneHotLimit = 61 };

    private readonly Lazy<EncodedFold> _scaled;
    private readonly Lazy<EncodedFold> _ranked;
    private readonly Lazy<EncodedFold> _shown;
    private readonly Lazy<EncodedFold> _shownChosen;
    private readonly Lazy<int[]?> _chosen;

    /// <summary>Fits the fold's features.</summary>
    /// <param name="layout">The features that need no fitting.</param>
    /// <param name="label">The label.</param>
    /// <param name="train">Rows to learn from.</param>
    /// <param name="validation">Rows to be judged on.</param>
    public FoldTable(FeatureLayout layout, TableLabel label, int[] train, int[] validation)
    {
        Label = label;
        var fitted = layout.Fitted.SelectMany(feature => Fit(layout, feature, label, train, validation)).ToArray();
        Featurizer = layout.CreateFeaturizer([.. fitted.Select(one => one.Step)]);
        Kinds = [.. layout.Kinds, .. Enumerable.Repeat(ColumnKind.Auto, fitted.Sum(one => one.Training.Columns))];
        Categorical = layout.Categorical;
        Train = new TrainingData(Join(layout.Values, train, [.. fitted.Select(one => one.Training)]), Array.ConvertAll(train, row => label.Values[row]));
        Validation = new TrainingData(Join(layout.Values, validation, [.. fitted.Select(one => one.Validation)]), Array.ConvertAll(validation, row => label.Values[row]));
        _chosen = new(() => ColumnChoice.Of(Train, Categorical, Label));
        (_scaled, _ranked, _shown, _shownChosen) = (Encoded(_ofNetworks), Encoded(_ofRankedNetworks), Encoded(_ofLinear, readsAll: true), Encoded(_ofLinear));
    }

    private FoldTable(FoldTable whole, int rows)
    {
        // One row out of each stretch, at a place drawn: even distances alone could fall in step with the table's order.
        var step = (double)whole.Train.Rows / rows;
        var random = new Random(rows);
        (Label, Featurizer, Kinds, Categorical, Validation) = (whole.Label, whole.Featurizer, whole.Kinds, whole.Categorical, whole.Validation);
        Train = whole.Train.Select([.. Enumerable.Range(0, rows).Select(place => Math.Min((int)((place + random.NextDouble()) * step), whole.Train.Rows - 1))]);
        _chosen = whole._chosen;
        (_scaled, _ranked, _shown, _shownChosen) = (Encoded(_ofNetworks), Encoded(_ofRankedNetworks), Encoded(_ofLinear, readsAll: true), Encoded(_ofLinear));
    }

    public TableLabel Label { get; }

    public TrainingData Train { get; }

    public TrainingData Validation { get; }

    /// <summary>What the columns are to an encoder.</summary>
    public IReadOnlyList<ColumnKind> Kinds { get; }

    /// <summary>Columns that hold levels.</summary>
    public int[] Categorical { get; }

    /// <summary>The way from raw columns to the columns of <see cref="Train"/>.</summary>
    public PortableFeaturizer Featurizer { get; }

    /// <summary>Of a wide table the columns that trees and networks look at, chosen on the training rows; null for all.</summary>
    public int[]? Chosen => _chosen.Value;

    /// <summary>The training rows as a network reads them: scaled, long lists of levels as numbers to embed; of a wide table the chosen columns.</summary>
    public EncodedFold Scaled => _scaled.Value;

    /// <summary>The same with each number by its rank, as a normal quantile.</summary>
    public EncodedFold Ranked => _ranked.Value;

    /// <summary>The training rows as a linear model reads them: scaled, every level a column.</summary>
    public EncodedFold Shown => _shown.Value;

    /// <summary>The same of the chosen columns only.</summary>
    public EncodedFold ShownChosen => Chosen is null ? Shown : _shownChosen.Value;

    /// <summary>The same fold with fewer rows to learn from, taken from all over it; the features are those fitted on all of them.</summary>
    /// <param name="rows">How many, fewer than there are.</param>
    public FoldTable Sample(int rows) => new(this, rows);

    private Lazy<EncodedFold> Encoded(TableEncoderOptions options, bool readsAll = false) => new(() => EncodedFold.Fit(Train, options with { Kinds = readsAll ? Kinds : ChosenKinds() }));

    private IReadOnlyList<ColumnKind> ChosenKinds()
    {
        if (Chosen is not { } chosen)
        {
            return Kinds;
        }

        var kinds = new ColumnKind[Kinds.Count];
        Array.Fill(kinds, ColumnKind.LeftOut);
        Array.ForEach(chosen, column => kinds[column] = Kinds[column]);
        return kinds;
    }

    private static IEnumerable<FittedFeature> Fit(FeatureLayout layout, Feature feature, TableLabel label, int[] train, int[] validation)
    {
        if (feature.Kind != FeatureKind.Text)
        {
            return [TargetMeans.Fit(feature.Column, label, train, validation, layout.NewName(feature.Column.Name + "#means"))];
        }

        var words = TextWords.Fit(feature.Column, train, validation, layout.NewName(feature.Column.Name + "#words"));
        return WordSums.Fit(feature.Column, label, train, validation, layout.NewName(feature.Column.Name + "#sums")) is { } sums ? [words, sums] : [words];
    }

    private static FloatMatrix Join(FloatMatrix values, int[] rows, FloatMatrix[] fitted)
    {
        if (fitted.Length == 0)
        {
            return values.Select(rows);
        }

        var result = new FloatMatrix(rows.Length, values.Columns + fitted.Sum(one => one.Columns));
        for (var place = 0; place < rows.Length; place++)
        {
            values.Row(rows[place]).CopyTo(result.Row(place));
            var start = values.Columns;
            foreach (var one in fitted)
            {
                one.Row(place).CopyTo(result.Row(place)[start..]);
                start += one.Columns;
            }
        }

        return result;
    }
}
