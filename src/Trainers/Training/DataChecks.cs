using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>Checks of what a network is trained on and asked about.</summary>
internal static class DataChecks
{
    /// <summary>Checks one part of the data against the network.</summary>
    public static void Check(NetworkSpec spec, TrainingData data, string part)
    {
        if (data.Rows == 0)
        {
            throw new ArgumentException($"The {part} part has no rows; give at least one.");
        }

        CheckColumns(spec, data.Columns, part);
        if (data.Compressed is { } rows)
        {
            CheckRows(spec, rows, part);
        }
        else
        {
            CheckFinite(data.Features, part);
            CheckLevels(spec, data.Features, part);
        }

        CheckLabels(spec, data.Labels, part);
        CheckWeights(data.Weights, part);
    }

    /// <summary>Refuses a training part that a classifier can learn nothing from.</summary>
    public static void CheckClasses(NetworkSpec spec, TrainingData train)
    {
        if (spec.Task != PredictionTask.Regression && train.Labels.AsSpan().IndexOfAnyExcept(train.Labels[0]) < 0)
        {
            throw new ArgumentException(Invariant($"All {train.Rows} training labels are {train.Labels[0]}; a classifier needs rows of at least two classes."));
        }
    }

    /// <summary>Refuses labels below 0, which no Poisson rate gives.</summary>
    public static void CheckCounts(TrainingData data, string part)
    {
        for (var i = 0; i < data.Rows; i++)
        {
            if (data.Labels[i] < 0)
            {
                throw new ArgumentException(Invariant($"The {part} part has label {data.Labels[i]} at row {i}; an exponential output needs labels of 0 or more."));
            }
        }
    }

    /// <summary>Refuses features of another width than the network's.</summary>
    public static void CheckColumns(NetworkSpec spec, int columns, string part)
    {
        if (columns != spec.Inputs)
        {
            throw new ArgumentException($"The {part} part has {columns} feature columns, but the network has {spec.Inputs} inputs; give the columns the network was described with.");
        }
    }

    /// <summary>Refuses NaN and infinity, naming the first row and column that holds one.</summary>
    public static void CheckFinite(FloatMatrix features, string part)
    {
        var values = features.Values.AsSpan(0, features.Rows * features.Columns);
        var index = IndexOfNonFinite(values);
        if (index >= 0)
        {
            throw NotFinite(part, values[index], index / features.Columns, index % features.Columns);
        }
    }

    /// <summary>Refuses category columns that hold anything but their level numbers.</summary>
    public static void CheckLevels(NetworkSpec spec, FloatMatrix features, string part)
    {
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            var column = spec.PlainColumns + i;
            for (var row = 0; row < features.Rows; row++)
            {
                CheckLevel(features.Values[(row * features.Columns) + column], spec.Categories[i], (row, column), part);
            }
        }
    }

    /// <summary>Index of the first NaN or infinity, or -1.</summary>
    public static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        var i = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            // x - x is 0 for a finite x and NaN for the others.
            if (!Vector.EqualsAll(vector - vector, Vector<float>.Zero))
            {
                break;
            }

            i += Vector<float>.Count;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The same of sparse rows: the row they differ from, then what is stored.</summary>
    private static void CheckRows(NetworkSpec spec, CompressedRows rows, string part)
    {
        for (var column = 0; column < rows.Columns; column++)
        {
            CheckValue(spec, rows.Rest[column], (0, column), part);
        }

        for (var row = 0; row < rows.Rows; row++)
        {
            var indexes = rows.Stored.RowIndexes(row);
            var values = rows.Stored.RowValues(row);
            for (var i = 0; i < values.Length; i++)
            {
                CheckValue(spec, values[i], (row, indexes[i]), part);
            }
        }
    }

    private static void CheckValue(NetworkSpec spec, float value, (int Row, int Column) place, string part)
    {
        if (!float.IsFinite(value))
        {
            throw NotFinite(part, value, place.Row, place.Column);
        }

        if (place.Column >= spec.PlainColumns)
        {
            CheckLevel(value, spec.Categories[place.Column - spec.PlainColumns], place, part);
        }
    }

    private static void CheckLevel(float value, int levels, (int Row, int Column) place, string part)
    {
        if (!(value >= 0 && value < levels && value == MathF.Floor(value)))
        {
            throw new ArgumentException(Invariant(
                $"The {part} part has {value} at row {place.Row}, column {place.Column}, a category of {levels} levels; give the whole numbers 0 to {levels - 1}, with unknown values mapped to a level first."));
        }
    }

    private static ArgumentException NotFinite(string part, float value, int row, int column) => new(Invariant(
        $"The {part} part has {value} at row {row}, column {column}; networks need finite features: impute missing values first (FeatureScaler does)."));

    private static void CheckLabels(NetworkSpec spec, float[] labels, string part)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            var allowed = spec.Task switch
            {
                PredictionTask.Binary => label is 0 or 1,
                PredictionTask.Multiclass => label >= 0 && label < spec.Outputs && label == MathF.Floor(label),
                _ => float.IsFinite(label),
            };
            if (!allowed)
            {
                throw new ArgumentException(Invariant($"The {part} part has label {label} at row {i}; {AllowedLabels(spec)}."));
            }
        }
    }

    private static string AllowedLabels(NetworkSpec spec) => spec.Task switch
    {
        PredictionTask.Binary => "binary labels are 0 or 1",
        PredictionTask.Multiclass => $"labels of {spec.Outputs} classes are the whole numbers 0 to {spec.Outputs - 1}",
        _ => "regression labels are finite numbers",
    };

    private static void CheckWeights(float[]? weights, string part)
    {
        if (weights is null)
        {
            return;
        }

        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0) || float.IsInfinity(weights[i]))
            {
                throw new ArgumentException(Invariant($"The {part} part has weight {weights[i]} at row {i}; weights are finite numbers of 0 or more."));
            }

            sum += weights[i];
        }

        if (sum == 0)
        {
            throw new ArgumentException($"All weights of the {part} part are 0; give at least one row a weight above 0.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
