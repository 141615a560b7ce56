using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Encoding;

/// <summary>
/// A table of numbers and codes to a network's inputs, after RealMLP (Holzmüller et al. 2024): numeric columns scaled, with indicators of missing values;
/// categories of two levels as +-1 (missing 0), of few as one-hot columns (missing or unknown all 0), of many as level numbers to be embedded (missing
/// or unknown 0). Immutable; may be used from many threads at once.
/// </summary>
public sealed class TableEncoder
{
    private const string Magic = "MLNTTABL";
    private const string What = "a table encoder";
    private const int Version = 1;
    private readonly int[] _numbers;
    private readonly int[] _indicators;
    private readonly CategoryColumn[] _shown;
    private readonly CategoryColumn[] _embedded;
    private readonly FeatureScaler _scaler;
    private readonly int _scaled;

    private TableEncoder(int columns, (int[] Numbers, int[] Indicators) numeric, CategoryColumn[] shown, CategoryColumn[] embedded, FeatureScaler? scaler = null)
    {
        Columns = columns;
        (_numbers, _indicators) = numeric;
        (_shown, _embedded) = (shown, embedded);
        _scaled = _numbers.Length + _indicators.Length + shown.Sum(column => column.Width);
        Inputs = new NetworkInputs(_scaled + embedded.Length, _numbers.Length, [.. embedded.Select(column => column.Levels.Length + 1)]);
        _scaler = scaler!;
    }

    private TableEncoder(TableEncoder parts, FeatureScaler scaler)
        : this(parts.Columns, (parts._numbers, parts._indicators), parts._shown, parts._embedded, scaler)
    {
    }

    /// <summary>Columns of the table.</summary>
    public int Columns { get; }

    /// <summary>The columns it becomes.</summary>
    public NetworkInputs Inputs { get; }

    /// <summary>Columns scaled as numbers, in the order they come out.</summary>
    internal IReadOnlyList<int> Numbers => _numbers;

    /// <summary>Columns that get an indicator of missing values, which follow the numbers.</summary>
    internal IReadOnlyList<int> Indicators => _indicators;

    /// <summary>Categories shown as +-1 or one-hot columns, which follow the indicators.</summary>
    internal IReadOnlyList<CategoryColumn> Shown => _shown;

    /// <summary>Categories that become level numbers, which come last.</summary>
    internal IReadOnlyList<CategoryColumn> Embedded => _embedded;

    /// <summary>What scales everything but level numbers.</summary>
    internal FeatureScaler Scaler => _scaler;

    /// <summary>Learns levels and scales.</summary>
    /// <param name="features">The training rows, and only these; NaN stands for missing.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no rows, a value is infinite, or the options cannot be used.</exception>
    public static TableEncoder Fit(FloatMatrix features, TableEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Fit(new TrainingData(features, new float[features.Rows]), options);
    }

    /// <summary>Learns levels and scales of rows that may be sparse; they are those of the same rows whole.</summary>
    /// <param name="data">The training rows, and only these; NaN stands for missing.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no rows, a value is infinite, or the options cannot be used.</exception>
    public static TableEncoder Fit(TrainingData data, TableEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TableEncoderOptions();
        options.Validate();
        if (options.Kinds is not null && options.Kinds.Count != data.Columns)
        {
            throw new ArgumentException($"Kinds names {options.Kinds.Count} columns, but the table has {data.Columns}; name each, or none.", nameof(options));
        }

        if (data.Rows == 0)
        {
            throw new ArgumentException("There are no rows to learn the encoding from; give at least one.", nameof(data));
        }

        return Parts(FeatureColumns.Of(data), options).FitScaler(data, options);
    }

    /// <summary>What becomes of each column, without the scaler.</summary>
    private static TableEncoder Parts(FeatureColumns features, TableEncoderOptions options)
    {
        var values = new float[features.Rows];
        List<int> numbers = [], indicators = [];
        List<CategoryColumn> shown = [], embedded = [];
        for (var i = 0; i < features.Columns; i++)
        {
            var kind = options.Kinds is null ? ColumnKind.Auto : options.Kinds[i];
            if (kind == ColumnKind.LeftOut)
            {
                continue;
            }

            features.Read(i, values);

            // Levels are counted only where they are needed: of numbers nearly all differ.
            var (hasMany, hasMissing) = CategoryColumn.Look(values, i);
            if (kind == ColumnKind.Numeric || (kind == ColumnKind.Auto && hasMany && options.LevelLimit > 2))
            {
                numbers.Add(i);
                if (hasMissing && options.AddsMissingIndicators)
                {
                    indicators.Add(i);
                }
            }
            else
            {
                var column = CategoryColumn.Fit(values, i, options.LevelLimit, hasMissing);
                var isShown = column.Levels.Length <= 2 || column.Levels.Length + 1 <= options.OneHotLimit;
                (isShown ? shown : embedded).Add(column);
            }
        }

        return new TableEncoder(features.Columns, ([.. numbers], [.. indicators]), [.. shown], [.. embedded]);
    }

    /// <summary>Reads an encoder that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; only the encoder is read.</param>
    /// <exception cref="InvalidDataException">It is no table encoder, of a newer version, cut short or changed.</exception>
    public static TableEncoder Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var parts = Frame.Read(stream, Magic, Version, What, reader =>
        {
            var columns = reader.ReadInt32();
            var numbers = ReadColumns(reader, columns);
            var indicators = ReadColumns(reader, columns);
            var shown = ReadCategories(reader, columns);
            return new TableEncoder(columns, (numbers, indicators), shown, ReadCategories(reader, columns));
        });
        var scaler = FeatureScaler.Load(stream);
        return scaler.Columns == parts._scaled
            ? new TableEncoder(parts, scaler)
            : throw new InvalidDataException($"The file's scaler has {scaler.Columns} columns where {parts._scaled} are needed; it was damaged.");
    }

    /// <summary>Encodes rows into a new matrix of <see cref="Inputs"/>.</summary>
    /// <param name="features">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public FloatMatrix Transform(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var result = new FloatMatrix(features.Rows, Inputs.Columns);
        Transform(features, result);
        return result;
    }

    /// <summary>Encodes rows, with their labels and weights; sparse rows stay sparse.</summary>
    /// <param name="data">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public TrainingData Transform(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckColumns(data.Columns);
        return data.Encode(Inputs.Columns, TransformRow);
    }

    /// <summary>Encodes rows into a matrix that is there.</summary>
    internal void Transform(FloatMatrix features, FloatMatrix result)
    {
        CheckColumns(features.Columns);
        for (var row = 0; row < features.Rows; row++)
        {
            TransformRow(features.Row(row), result.Row(row));
        }
    }

    /// <summary>Writes the encoder.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Frame.Write(stream, Magic, Version, writer =>
        {
            writer.Write(Columns);
            foreach (var columns in new[] { _numbers, _indicators })
            {
                writer.Write(columns.Length);
                Array.ForEach(columns, writer.Write);
            }

            foreach (var categories in new[] { _shown, _embedded })
            {
                writer.Write(categories.Length);
                Array.ForEach(categories, column => column.Write(writer));
            }
        });
        _scaler.Save(stream);
    }

    private static int[] ReadColumns(BinaryReader reader, int columns)
    {
        var result = new int[Checked(reader.ReadInt32(), columns)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Checked(reader.ReadInt32(), columns - 1);
        }

        return result;
    }

    private static CategoryColumn[] ReadCategories(BinaryReader reader, int columns)
    {
        var result = new CategoryColumn[Checked(reader.ReadInt32(), columns)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = CategoryColumn.Read(reader, columns);
        }

        return result;
    }

    private static int Checked(int value, int most) =>
        value >= 0 && value <= most ? value : throw new InvalidDataException($"The file's encoder states {value} where 0 to {most} can be; it was damaged.");

    private TableEncoder FitScaler(TrainingData data, TableEncoderOptions options)
    {
        // Quantiles of a column of zeros and ones would be its extremes.
        var plain = options.Scaling == FeatureScaling.QuantileNormal ? _numbers.Length : _scaled;
        return new TableEncoder(this, FeatureScaler.Fit(FeatureColumns.Of(data.Encode(_scaled, Show)), options.Scaling, plain));
    }

    private void CheckColumns(int columns)
    {
        if (columns != Columns)
        {
            throw new ArgumentException($"There are {columns} columns, but the encoder was fitted on {Columns}; give the same columns.");
        }
    }

    private void TransformRow(ReadOnlySpan<float> row, Span<float> target)
    {
        Show(row, target[.._scaled]);
        _scaler.TransformRow(target[.._scaled]);
        for (var i = 0; i < _embedded.Length; i++)
        {
            target[_scaled + i] = _embedded[i].LevelOf(row[_embedded[i].Column]) + 1;
        }
    }

    /// <summary>Everything but the level numbers, not yet scaled; missing numbers stay missing.</summary>
    private void Show(ReadOnlySpan<float> row, Span<float> target)
    {
        var next = 0;
        foreach (var column in _numbers)
        {
            target[next++] = row[column];
        }

        foreach (var column in _indicators)
        {
            target[next++] = float.IsNaN(row[column]) ? 1 : 0;
        }

        foreach (var column in _shown)
        {
            column.Show(row[column.Column], target.Slice(next, column.Width));
            next += column.Width;
        }
    }
}
