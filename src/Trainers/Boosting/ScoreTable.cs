using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>The running scores of a set of rows, output by output.</summary>
internal sealed class ScoreTable
{
    private const int Block = 1024;

    private readonly FloatMatrix _features;
    private readonly int[] _added;

    public ScoreTable(FloatMatrix features, float[] baseScores)
    {
        _features = features;
        _added = new int[(features.Rows + Block - 1) / Block];
        Scores = new float[checked(features.Rows * baseScores.Length)];
        Reset(baseScores);
    }

    /// <summary>Score of row i and output k at k x rows + i.</summary>
    public float[] Scores { get; }

    /// <summary>Goes back to the base scores.</summary>
    public void Reset(float[] baseScores)
    {
        Array.Clear(_added);
        for (var k = 0; k < baseScores.Length; k++)
        {
            Scores.AsSpan(k * _features.Rows, _features.Rows).Fill(baseScores[k]);
        }
    }

    /// <summary>
    /// Adds those of the trees that were not added before, one output after the other; each row's additions happen in tree order, as in
    /// training. When cancelled, the next call goes on where this one stood.
    /// </summary>
    public void AddUpTo(IReadOnlyList<Tree> trees, int outputs, int threads, CancellationToken cancellation)
        => Work.For(_added.Length, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(_features.Rows, (block + 1) * Block);
            for (var t = _added[block]; t < trees.Count; t++)
            {
                var own = Scores.AsSpan(t % outputs * _features.Rows, _features.Rows);
                for (var i = block * Block; i < end; i++)
                {
                    own[i] += trees[t].Predict(_features.Row(i));
                }
            }

            _added[block] = trees.Count;
        });
}
