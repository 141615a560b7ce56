using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>Chooses the rows of gradient-based one-side sampling.</summary>
internal sealed class GradientSampler(BoostingOptions options, int rows)
{
    private readonly float[] _sizes = new float[rows];
    private readonly float[] _sorted = new float[rows];
    private readonly GradientSamplingOptions _sampling = options.GradientSampling!;

    /// <summary>As long as scores are far off, every row has something to say: no sampling in the first 1 / learning rate rounds.</summary>
    public bool Applies(int round) => round >= (int)(1 / options.LearningRate);

    /// <summary>Marks the rows chosen and enlarges the derivatives of those that stand for others.</summary>
    /// <param name="pairs">All rows' gradients and hessians.</param>
    /// <param name="tree">The number of the tree, which names the random draws.</param>
    /// <param name="isChosen">Receives whether each row is chosen.</param>
    public void Choose(Span<float> pairs, int tree, bool[] isChosen)
    {
        for (var i = 0; i < _sizes.Length; i++)
        {
            _sizes[i] = MathF.Abs(pairs[2 * i] * pairs[(2 * i) + 1]);
        }

        _sizes.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        var large = Math.Max(1, (int)(_sizes.Length * _sampling.LargeShare));
        var others = Math.Min(_sizes.Length - large, Math.Max(1, (int)(_sizes.Length * _sampling.OtherShare)));
        var least = _sorted[_sizes.Length - large];
        var ties = large - CountAbove(least);
        var factor = others > 0 ? (float)(_sizes.Length - large) / others : 1;
        var left = _sizes.Length - large;
        var random = new HashRandom((ulong)(uint)options.Seed, 0x6055000000 + (ulong)tree);
        for (var i = 0; i < _sizes.Length; i++)
        {
            isChosen[i] = _sizes[i] > least || (_sizes[i] == least && ties-- > 0);
            if (!isChosen[i] && random.NextDouble() * left-- < others)
            {
                others--;
                isChosen[i] = true;
                pairs[2 * i] *= factor;
                pairs[(2 * i) + 1] *= factor;
            }
        }
    }

    private int CountAbove(float least)
    {
        var count = 0;
        foreach (var size in _sizes)
        {
            count += size > least ? 1 : 0;
        }

        return count;
    }
}
