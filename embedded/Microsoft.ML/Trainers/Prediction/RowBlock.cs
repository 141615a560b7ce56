using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>Rows handed to trees value by value and scored together.</summary>
internal sealed class RowBlock
{
    /// <summary>Above it the trees take so much longer than the columns that scoring large blocks on all processors is the faster way.</summary>
    private const int MostNodes = 20_000;

    private readonly TreeBlock _block;
    private readonly FeatureReader _reader;
    private readonly float _factor;

    private RowBlock(TreeBlock block, FeatureReader reader, float factor)
    {
        _block = block;
        _reader = reader;
        _factor = factor;
    }

    /// <summary>The block of a model; null where it is no sum of trees, or one too large for it to pay.</summary>
    public static RowBlock? Create(IScoreModel model, FeatureReader reader)
    {
        var inner = model is CalibratedModelParametersBase calibrated ? calibrated.SubModel : model;
        return inner is TreeEnsembleModelParameters trees
            && trees.Ensemble.Trees.Sum(static tree => tree.Nodes) <= MostNodes
            && trees.Ensemble.CreateBlock() is { } block
            ? new RowBlock(block, reader, trees.Scale)
            : null;
    }

    /// <summary>Takes the features of the row the reader's cursor stands at.</summary>
    public void Take(int row) => _reader.ReadInto(_block, row);

    /// <summary>Scores the rows taken.</summary>
    public void Score(int rows, Span<float> scores)
    {
        _block.Score(rows, scores);
        if (_factor != 1)
        {
            foreach (ref var score in scores[..(rows * _block.Outputs)])
            {
                score *= _factor;
            }
        }
    }
}
