using System.Buffers;
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

    public void Predict(FloatMatrix features, Span<float> rawScores, int threads)
    {
        fixed (float* target = rawScores)
        {
            var scores = target;
            Work.For((features.Rows + PieceRows - 1) / PieceRows, threads, piece =>
            {
                var room = ArrayPool<float>.Shared.Rent(((_columns.Length + _baseScores.Length + 1) * Lanes) + 16);
                fixed (float* values = features.Values, scratch = room)
                {
                    var aligned = (float*)(((nint)scratch + 63) & ~(nint)63);
                    var end = Math.Min(features.Rows, (piece + 1) * PieceRows);
                    for (var row = piece * PieceRows; row < end; row += Lanes)
                    {
                        var count = Math.Min(Lanes, end - row);
                        Turn(values + ((nint)row * features.Columns), features.Columns, count, aligned);
                        PredictBlock(aligned, count, scores + ((nint)row * _baseScores.Length));
                    }
                }

                ArrayPool<float>.Shared.Return(room);
            });
        }
    }

    /// <summary>Brings the columns the trees look at into one run of values each; lanes without a row keep what they have.</summary>
    private void Turn(float* values, nint columns, int rows, float* block)
    {
        fixed (int* used = _columns)
        {
            for (var i = 0; i < rows; i++)
            {
                var row = values + (i * columns);
                var target = block + i;
                for (var c = 0; c < _columns.Length; c++)
                {
                    target[c * Lanes] = row[used[c]];
                }
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

        var bits = stackalloc uint[Lanes];
        fixed (MaskNode* nodes = _nodes)
        fixed (float* values = _values)
        {
            for (var t = 0; t < _treeWords.Length - 1; t++)
            {
                // From the last leaves to the first: the first that is left over has the last word.
                for (var w = _treeWords[t + 1] - 1; w >= _treeWords[t]; w--)
                {
                    MaskKernel.Reach(nodes, _words[w], block, bits);
                    if (_words[w].Sets < _words[w].End)
                    {
                        TakeSets(nodes, _words[w], block, bits);
                    }

                    MaskKernel.Choose(bits, values + (w * MaskKernel.Bits), chosen);
                }

                MaskKernel.Add(sums + (t % outputs * Lanes), chosen);
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
