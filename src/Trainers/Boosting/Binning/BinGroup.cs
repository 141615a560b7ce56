using System.Buffers.Binary;
using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>Up to eight columns whose bins are searched together, with their tables.</summary>
internal sealed unsafe class BinGroup
{
    private readonly int _first;
    private readonly int _count;
    private readonly int[] _columns = new int[BinKernel.Lanes];
    private readonly int[] _missing = new int[BinKernel.Lanes];
    private readonly FeatureBins?[] _categories = new FeatureBins?[BinKernel.Lanes];
    private readonly float[] _tables = new float[BinKernel.Lanes * BinKernel.TableSize];

    public BinGroup(FeatureBins[] columns, int first)
    {
        _first = first;
        _count = Math.Min(BinKernel.Lanes, columns.Length - first);
        for (var lane = 0; lane < BinKernel.Lanes; lane++)
        {
            // Lanes without a column repeat the last one; what they find is not written.
            var bins = columns[first + Math.Min(lane, _count - 1)];
            _columns[lane] = bins.Column;
            _missing[lane] = bins.MissingBin;
            _categories[lane] = lane < _count && bins.Categories is not null ? bins : null;
            BinKernel.FillTable(bins.Thresholds, _tables.AsSpan(lane * BinKernel.TableSize));
        }
    }

    /// <summary>Finds the bins of a run of rows, one byte per column.</summary>
    public void Search(FloatMatrix features, int firstRow, Span<ulong> found)
    {
        fixed (float* values = features.Values, tables = _tables)
        fixed (int* columns = _columns, missing = _missing)
        fixed (ulong* target = found)
        {
            BinKernel.Search(values + ((nint)firstRow * features.Columns), features.Columns, columns, tables, missing, target, found.Length);
        }

        for (var lane = 0; lane < _count; lane++)
        {
            if (_categories[lane] is { } bins)
            {
                SearchCategories(bins, lane, features, firstRow, found);
            }
        }
    }

    /// <summary>Writes what was found where it belongs in the rows.</summary>
    public void WriteRows(ReadOnlySpan<ulong> found, Span<byte> rows, int stride)
    {
        if (_count == BinKernel.Lanes)
        {
            for (var i = 0; i < found.Length; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(rows[((i * stride) + _first)..], found[i]);
            }

            return;
        }

        for (var i = 0; i < found.Length; i++)
        {
            for (var c = 0; c < _count; c++)
            {
                rows[(i * stride) + _first + c] = (byte)(found[i] >> (8 * c));
            }
        }
    }

    /// <summary>Writes what was found where it belongs in the columns.</summary>
    public void WriteColumns(ReadOnlySpan<ulong> found, byte[] columns, int rows, int firstRow)
    {
        for (var c = 0; c < _count; c++)
        {
            var target = columns.AsSpan(((_first + c) * rows) + firstRow, found.Length);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = (byte)(found[i] >> (8 * c));
            }
        }
    }

    private static void SearchCategories(FeatureBins bins, int lane, FloatMatrix features, int firstRow, Span<ulong> found)
    {
        var shift = 8 * lane;
        for (var i = 0; i < found.Length; i++)
        {
            var bin = (ulong)(uint)bins.Bin(features.Row(firstRow + i)[bins.Column]);
            found[i] = (found[i] & ~(0xFFul << shift)) | (bin << shift);
        }
    }
}
