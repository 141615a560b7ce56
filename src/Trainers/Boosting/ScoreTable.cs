using MLNetTuning.Trainers.Boosting.Predicting;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>The running scores of a set of rows, output by output.</summary>
internal sealed class ScoreTable
{
    private const int Block = 4096;
    private static readonly float[] Nothing = [0];

    private readonly FloatMatrix _features;
    private float[] _values = [];
    private int _added;

    public ScoreTable(FloatMatrix features, float[] baseScores)
    {
        _features = features;
        Scores = new float[checked(features.Rows * baseScores.Length)];
        Reset(baseScores);
    }

    /// <summary>Score of row i and output k at k x rows + i.</summary>
    public float[] Scores { get; }

    /// <summary>Goes back to the base scores.</summary>
    public void Reset(float[] baseScores)
    {
        _added = 0;
        for (var k = 0; k < baseScores.Length; k++)
        {
            Scores.AsSpan(k * _features.Rows, _features.Rows).Fill(baseScores[k]);
        }
    }

    /// <summary>
    /// Adds those of the trees that were not added before; each row's additions happen in tree order, as in training. When cancelled, the next
    /// call goes on where this one stood.
    /// </summary>
    public void AddUpTo(IReadOnlyList<Tree> trees, int outputs, int threads, CancellationToken cancellation)
    {
        for (; _added < trees.Count; _added++)
        {
            cancellation.ThrowIfCancellationRequested();

            // One tree at a time on top of nothing gives its very leaves, so that the sums are those of training.
            var tree = trees[_added];
            _values = _values.Length == _features.Rows ? _values : new float[_features.Rows];
            IEnsemblePredictor predictor = tree.Leaves <= MaskEnsemble.MostLeaves ? new MaskEnsemble(Nothing, [tree]) : new FlatEnsemble(Nothing, [tree]);
            predictor.Predict(_features, _values, threads);
            Add(_added % outputs, threads);
        }
    }

    private void Add(int output, int threads) => Work.For((_features.Rows + Block - 1) / Block, threads, block =>
    {
        var end = Math.Min(_features.Rows, (block + 1) * Block);
        var own = Scores.AsSpan(output * _features.Rows, _features.Rows);
        for (var i = block * Block; i < end; i++)
        {
            own[i] += _values[i];
        }
    });
}
