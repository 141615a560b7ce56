namespace MLNetTuning.Estimators.Data;

/// <summary>Collects floats whose number is not known in advance into one array.</summary>
internal sealed class RowCollector(int columns, long? expectedRows)
{
    private float[] _values = new float[Math.Clamp((expectedRows ?? 1024) * columns, 16, 1 << 24)];

    public int Rows { get; private set; }

    /// <summary>Room for one more row; taken only when <see cref="Keep"/> is called.</summary>
    public Span<float> Next()
    {
        var end = (long)(Rows + 1) * columns;
        if (end > Array.MaxLength)
        {
            throw new InvalidOperationException($"The data has more than {Rows} rows of {columns} features, which is more than one array holds ({Array.MaxLength} values). Train on fewer rows (ml.Data.TakeRows) or features.");
        }

        if (end > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Math.Max(end, _values.Length * 2L), Array.MaxLength));
        }

        return _values.AsSpan(Rows * columns, columns);
    }

    public void Keep() => Rows++;

    public float[] ToArray()
    {
        Array.Resize(ref _values, Rows * columns);
        return _values;
    }
}
