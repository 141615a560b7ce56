using MLNetTuning.Trainers.Boosting.Binning;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>The thresholds of a column laid out for a search without branches.</summary>
internal sealed unsafe class BinSearchTable
{
    private const int Size = 256;

    private readonly float[] _thresholds = GC.AllocateUninitializedArray<float>(Size, pinned: true);
    private readonly byte _missing;
    private readonly int _firstStep;

    public BinSearchTable(FeatureBins bins)
    {
        // Padding with +infinity keeps every step in range and never counts: nothing is above it.
        Array.Fill(_thresholds, float.PositiveInfinity);
        bins.Thresholds.CopyTo(_thresholds, 0);
        _missing = (byte)bins.MissingBin;
        _firstStep = 1;
        while (_firstStep * 2 <= bins.Thresholds.Length)
        {
            _firstStep *= 2;
        }
    }

    /// <summary>Writes the bins of a strided run of values.</summary>
    public void Fill(float* values, nint valueStride, byte* bins, nint binStride, int count)
    {
        fixed (float* thresholds = _thresholds)
        {
            for (var i = 0; i < count; i++)
            {
                var value = values[i * valueStride];
                nint bin = 0;
                for (nint step = _firstStep; step > 0; step >>= 1)
                {
                    // Counts the thresholds below the value; the invariant is that the first `bin` of them are.
                    bin += thresholds[bin + step - 1] < value ? step : 0;
                }

                bins[i * binStride] = float.IsNaN(value) ? _missing : (byte)bin;
            }
        }
    }
}
