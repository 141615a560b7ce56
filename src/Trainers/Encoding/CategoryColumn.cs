namespace MLNetTuning.Trainers.Encoding;

/// <summary>A column of codes.</summary>
/// <param name="Column">Its number.</param>
/// <param name="Levels">Its values, rising.</param>
/// <param name="HasMissing">Whether some were missing.</param>
internal sealed record CategoryColumn(int Column, float[] Levels, bool HasMissing)
{
    /// <summary>Columns it is shown in.</summary>
    public int Width => Levels.Length <= 2 ? 1 : Levels.Length;

    /// <summary>Whether a column has more than two values, and whether some are missing.</summary>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static (bool HasMany, bool HasMissing) Look(ReadOnlySpan<float> values, int column)
    {
        var (hasMany, hasMissing) = (false, false);
        var (first, second) = (float.NaN, float.NaN);
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (float.IsNaN(value))
            {
                hasMissing = true;
                continue;
            }

            if (float.IsInfinity(value))
            {
                throw new ArgumentException($"Row {row}, column {column} of the features is infinite; replace it by a number or by NaN for missing.");
            }

            if (value == first || value == second || hasMany)
            {
                continue;
            }

            hasMany = !float.IsNaN(second);
            (first, second) = float.IsNaN(first) ? (value, second) : (first, value);
        }

        return (hasMany, hasMissing);
    }

    /// <summary>Takes the levels of a column that was looked at; the most frequent ones where there are more than the limit, ties to the lower value.</summary>
    public static CategoryColumn Fit(ReadOnlySpan<float> values, int column, int limit, bool hasMissing)
    {
        var counts = new Dictionary<float, int>();
        var zeros = 0;
        foreach (var value in values)
        {
            if (value == 0)
            {
                // Most of a one-hot column.
                zeros++;
            }
            else if (!float.IsNaN(value))
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        if (zeros > 0)
        {
            counts[0] = zeros;
        }

        var levels = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(limit).Select(pair => pair.Key).Order();
        return new CategoryColumn(column, [.. levels], hasMissing);
    }

    public static CategoryColumn Read(BinaryReader reader, int columns)
    {
        var column = reader.ReadInt32();
        var count = reader.ReadInt32();
        if (column < 0 || column >= columns || count < 0 || count > reader.BaseStream.Length / sizeof(float))
        {
            throw new InvalidDataException($"The file's encoder states column {column} with {count} levels; it was damaged.");
        }

        var levels = new float[count];
        FloatFormat.Read(reader, levels);
        return new CategoryColumn(column, levels, false);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Column);
        writer.Write(Levels.Length);
        FloatFormat.Write(writer, Levels);
    }

    /// <summary>The level of a value from 0, or -1 for missing and unknown.</summary>
    public int LevelOf(float value) => float.IsNaN(value) ? -1 : Math.Max(-1, Array.BinarySearch(Levels, value));

    /// <summary>+-1 for two levels, 1 in one of several columns else; 0 for missing and unknown.</summary>
    public void Show(float value, Span<float> target)
    {
        target.Clear();
        var level = LevelOf(value);
        if (level < 0)
        {
            return;
        }

        if (Levels.Length <= 2)
        {
            target[0] = level == 0 ? -1 : 1;
        }
        else
        {
            target[level] = 1;
        }
    }
}
