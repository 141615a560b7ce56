using System.Buffers;
using System.Runtime.Intrinsics.X86;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Trees of not too many leaves, laid out to ask every node of 32 rows at once.</summary>
internal sealed unsafe class MaskEnsemble : IEnsemblePredictor
{
    /// <summary>Above it, walking down a tree asks so many fewer nodes that it is the faster way.</summary>
    public const int MostLeaves = 256;

    private const int PieceRows = 512;
    private const int Lanes = MaskKernel.Lanes;
    private const int Alignment = 16;

    private readonly MaskNode[] _nodes;
    private readonly MaskWord[] _words;
    private readonly int[] _treeWords;
    private readonly float[] _values;
    private readonly float[] _baseScores;
    private readonly CategoryLookup[] _sets;
    private readonly int[] _columns;

    public MaskEnsemble(float[] baseScores, IReadOnlyList<Tree> trees)
    {
        var layout = new MaskLayout(trees);
        _baseScores = baseScores;
        _nodes = [.. layout.Nodes];
        _words = [.. layout.Words];
        _treeWords = layout.TreeWords;
        _values = [.. layout.Values];
        _sets = [.. layout.Sets];
        _columns = [.. layout.Columns];
    }

    /// <summary>Floats of a block: values, sums and room to work; <see cref="PredictBlock(float[], int, Span{float})"/> takes one.</summary>
    public int BlockSize => ((_columns.Length + _baseScores.Length + 1) * Lanes) + Alignment;

    /// <summary>Where the values of each column start in a block; -1 for columns no tree looks at.</summary>
    public int[] Places(int inputs)
    {
        var places = new int[inputs];
        places.AsSpan().Fill(-1);
        for (var i = 0; i < _columns.Length; i++)
        {
            places[_columns[i]] = i * Lanes;
        }

        return places;
    }

    public void Predict(FloatMatrix features, Span<float> rawScores, int threads)
    {
        fixed (float* target = rawScores)
        {
            var scores = target;
            Work.For((features.Rows + PieceRows - 1) / PieceRows, threads, piece =>
            {
                var room = ArrayPool<float>.Shared.Rent(BlockSize);
                fixed (float* values = features.Values, scratch = room)
                {
                    var block = (float*)(((nint)scratch + 63) & ~(nint)63);
                    var end = Math.Min(features.Rows, (piece + 1) * PieceRows);
                    for (var row = piece * PieceRows; row < end; row += Lanes)
                    {
                        var count = Math.Min(Lanes, end - row);
                        Turn(values + ((nint)row * features.Columns), features.Columns, count, block);
                        PredictBlock(block, count, scores + ((nint)row * _baseScores.Length));
                    }
                }

                ArrayPool<float>.Shared.Return(room);
            });
        }
    }

    /// <summary>Scores the rows of a block.</summary>
    public void PredictBlock(float[] block, int rows, Span<float> rawScores)
    {
        fixed (float* values = block, scores = rawScores)
        {
            PredictBlock(values, rows, scores);
        }
    }

    /// <summary>Brings the columns the trees look at into one run of values each; lanes without a row keep what they have.</summary>
    private void Turn(float* values, nint columns, int rows, float* block)
    {
        fixed (int* used = _columns)
        {
            var c = 0;
            for (; rows == Lanes && Avx.IsSupported && c <= _columns.Length - 8; c += 8)
            {
                if (used[c + 7] - used[c] != 7)
                {
                    TurnColumns(values, columns, rows, used, c, c + 8, block);
                    continue;
                }

                for (var i = 0; i < Lanes; i += 8)
                {
                    TransposeKernel.Turn8(values + (i * columns) + used[c], columns, block + (c * Lanes) + i, Lanes);
                }
            }

            TurnColumns(values, columns, rows, used, c, _columns.Length, block);
        }
    }

    private static void TurnColumns(float* values, nint columns, int rows, int* used, int from, int to, float* block)
    {
        for (var i = 0; i < rows; i++)
        {
            var row = values + (i * columns);
            for (var c = from; c < to; c++)
            {
                block[(c * Lanes) + i] = row[used[c]];
            }
        }
    }

    private void PredictBlock(float* block, int rows, float* scores)
    {
        var outputs = _baseScores.Length;
        var sums = block + (_columns.Length * Lanes);
        var chosen = sums + (outputs * Lanes);
        for (var k = 0; k < outputs; k++)
        {
            new Span<float>(sums + (k * Lanes), Lanes).Fill(_baseScores[k]);
        }

        var output = 0;
        fixed (MaskNode* nodes = _nodes)
        fixed (float* values = _values)
        {
            for (var t = 0; t < _treeWords.Length - 1; t++)
            {
                Choose(t, nodes, values, block, chosen);
                MaskKernel.Add(sums + (output * Lanes), chosen);
                output = output + 1 == outputs ? 0 : output + 1;
            }
        }

        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < outputs; k++)
            {
                scores[(i * outputs) + k] = sums[(k * Lanes) + i];
            }
        }
    }

    /// <summary>The values of one tree for the rows of a block.</summary>
    private void Choose(int tree, MaskNode* nodes, float* values, float* block, float* chosen)
    {
        var bits = stackalloc uint[Lanes];

        // From the last leaves to the first: the first that is left over has the last word.
        for (var w = _treeWords[tree + 1] - 1; w >= _treeWords[tree]; w--)
        {
            ref readonly var word = ref _words[w];
            MaskKernel.Reach(nodes, word, block, bits);
            if (word.Sets < word.End)
            {
                TakeSets(nodes, word, block, bits);
            }

            MaskKernel.Choose(bits, values + (w * MaskKernel.Bits), chosen);
        }
    }

    private void TakeSets(MaskNode* nodes, in MaskWord word, float* block, uint* bits)
    {
        for (var n = word.Sets; n < word.End; n++)
        {
            var set = _sets[BitConverter.SingleToInt32Bits(nodes[n].Threshold)];
            var values = block + nodes[n].Offset;
            for (var i = 0; i < Lanes; i++)
            {
                bits[i] &= set.Contains(values[i]) ? uint.MaxValue : nodes[n].Mask;
            }
        }
    }
}
