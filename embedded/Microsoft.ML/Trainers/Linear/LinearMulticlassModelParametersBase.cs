using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>A model with one weighted sum of the features a class.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IScoreModel
{
    private readonly float[] _weights;
    private readonly float[] _biases;
    private readonly int _features;

    /// <param name="weights">Classes x features, class by class.</param>
    /// <param name="biases">One a class.</param>
    private protected LinearMulticlassModelParametersBase(float[] weights, float[] biases)
    {
        _weights = weights;
        _biases = biases;
        _features = weights.Length / biases.Length;
    }

    int IScoreModel.FeatureCount => _features;

    int IScoreModel.ScoreCount => _biases.Length;

    bool IScoreModel.PrefersBlocks => false;

    string IScoreModel.Kind => Kind;

    private protected abstract string Kind { get; }

    /// <summary>The same weights for the solvers.</summary>
    internal LinearModel ToLinearModel() => new(_features, _weights, _biases);

    /// <summary>Copies out the weights of each class.</summary>
    /// <param name="weights">Receives one vector a class; reused when there are enough.</param>
    /// <param name="numClasses">Receives the number of classes.</param>
    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = _biases.Length;
        if (weights is null || weights.Length < numClasses)
        {
            Array.Resize(ref weights, numClasses);
        }

        for (var k = 0; k < numClasses; k++)
        {
            VBuffer<float>.Copy(_weights, k * _features, ref weights[k], _features);
        }
    }

    /// <summary>The bias of each class.</summary>
    public IEnumerable<float> GetBiases() => Array.AsReadOnly(_biases);

    void IScoreModel.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        for (var k = 0; k < _biases.Length; k++)
        {
            scores[k] = LinearScore.Dot(_weights.AsSpan(k * _features, _features), features) + _biases[k];
        }

        Respond(scores[.._biases.Length]);
    }

    void IScoreModel.Score(FloatMatrix rows, Span<float> scores, int threads)
    {
        for (var i = 0; i < rows.Rows; i++)
        {
            ((IScoreModel)this).Score(rows.Row(i), scores.Slice(i * _biases.Length, _biases.Length));
        }
    }

    void IScoreModel.Write(ModelWriter writer)
    {
        writer.WriteArray(_weights);
        writer.WriteArray(_biases);
    }

    /// <summary>Turns the weighted sums into scores.</summary>
    private protected abstract void Respond(Span<float> sums);

    private protected static (float[] Weights, float[] Biases) ReadParts(ModelReader reader)
    {
        var weights = reader.ReadArray<float>();
        var biases = reader.ReadArray<float>();
        return biases.Length >= 2 && weights.Length >= biases.Length && weights.Length % biases.Length == 0
            ? (weights, biases)
            : throw reader.Corrupt($"{weights.Length} weights and {biases.Length} biases make no linear model of several classes");
    }
}
