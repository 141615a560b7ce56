namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Floats that never move and start on a cache line. Starts as zeros.</summary>
internal sealed unsafe class FloatBuffer
{
    private const int LineFloats = 16;
    private readonly float[] _values;
    private readonly int _start;

    public FloatBuffer(int length)
    {
        Length = length;
        _values = GC.AllocateArray<float>(length + LineFloats, pinned: true);
        fixed (float* values = _values)
        {
            _start = (int)((64 - ((nuint)values & 63)) % 64 / sizeof(float));
            Pointer = values + _start;
        }
    }

    public int Length { get; }

    /// <summary>Valid as long as this object is reachable.</summary>
    public float* Pointer { get; }

    public Span<float> Span => _values.AsSpan(_start, Length);

    /// <summary>Rounds a column count up to whole cache lines: rows then start on a line and need no tail code.</summary>
    public static int Pad(int columns) => (columns + LineFloats - 1) & -LineFloats;
}
