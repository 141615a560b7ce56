using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>What one forward pass in training goes by: dropout, the weight of the batch in running statistics, and the outputs that are penalised.</summary>
/// <param name="seed">The session's seed.</param>
/// <param name="step">The step, from 0.</param>
/// <param name="dropoutOf">The present dropout of a block, from the network's.</param>
internal sealed class TorchPass(int seed, long step, Func<float, float> dropoutOf)
{
    /// <summary>The weight of the batch in running statistics, or null for what the block says, the first steps alike.</summary>
    public double? Momentum { get; init; }

    /// <summary>Whether the mean of the blocks' squared outputs is wanted.</summary>
    public bool IsPenalised { get; init; }

    /// <summary>The sum over the blocks of their outputs' squares, mean over the rows; null without penalty or blocks.</summary>
    public Tensor? Squares { get; private set; }

    /// <summary>The weight of the batch in a block's running statistics.</summary>
    public double MomentumOf(BlockSpec block) => Momentum ?? Math.Max(block.NormMomentum, 1.0 / (step + 1));

    /// <summary>Takes a block's outputs into account.</summary>
    public void Note(Tensor outputs)
    {
        if (IsPenalised)
        {
            var squares = outputs.mul(outputs).sum(-1).mean();
            Squares = Squares is null ? squares : Squares.Plus(squares);
        }
    }

    /// <summary>Drops units: 0 for what is dropped, 1 / (1 - rate) times the rest; from seed, step and block alone.</summary>
    public Tensor Drop(Tensor x, float rate, int block)
    {
        var dropout = dropoutOf(rate);
        if (dropout == 0)
        {
            return x;
        }

        var random = SeededRandom.For(seed, RandomUse.Dropout, block);
        using var generator = new Generator(new SeededRandom(random.Next() ^ (ulong)step).Next() >> 1, x.device);
        var mask = rand(x.shape, ScalarType.Float32, x.device, generator: generator).Reaches(dropout).to_type(ScalarType.Float32);
        return x.mul(mask.Times(1 / (1 - dropout)));
    }
}
