namespace MLNetTuning.Trainers.Networks;

/// <summary>One array of a network's numbers and where it lies among them.</summary>
/// <param name="Layer">Block number; the head comes after the last block.</param>
/// <param name="Kind">What the array is for.</param>
/// <param name="Rows">Inputs of a weight matrix, else 1.</param>
/// <param name="Columns">Outputs of the layer.</param>
/// <param name="Offset">Index of the first number.</param>
internal readonly record struct TensorLayout(int Layer, TensorKind Kind, int Rows, int Columns, int Offset)
{
    public int Length => Rows * Columns;

    public bool IsTrained => Kind is not (TensorKind.RunningMean or TensorKind.RunningVariance);

    /// <summary>The arrays of a network, in the order of the weight format.</summary>
    public static TensorLayout[] Of(NetworkSpec spec)
    {
        var result = new List<TensorLayout>();
        var inputs = spec.Inputs;
        for (var i = 0; i < spec.Blocks.Count; i++)
        {
            var block = spec.Blocks[i];
            Append(result, i, TensorKind.Weights, inputs, block.Width);
            ReadOnlySpan<TensorKind> kinds = block.BatchNorm
                ? [TensorKind.Gamma, TensorKind.Beta, TensorKind.RunningMean, TensorKind.RunningVariance]
                : [TensorKind.Bias];
            foreach (var kind in kinds)
            {
                Append(result, i, kind, 1, block.Width);
            }

            inputs = block.Width;
        }

        Append(result, spec.Blocks.Count, TensorKind.Weights, inputs, spec.Outputs);
        Append(result, spec.Blocks.Count, TensorKind.Bias, 1, spec.Outputs);
        return [.. result];
    }

    /// <summary>Number of numbers in all arrays.</summary>
    /// <exception cref="ArgumentException">The network is larger than an array can hold.</exception>
    public static int TotalLength(NetworkSpec spec)
    {
        long total = 0;
        long inputs = spec.Inputs;
        foreach (var block in spec.Blocks)
        {
            total += (inputs + (block.BatchNorm ? 4 : 1)) * block.Width;
            inputs = block.Width;
        }

        total += (inputs + 1) * spec.Outputs;
        return total <= 1 << 28
            ? (int)total
            : throw new ArgumentException($"The network {spec} has {total} weights; the limit is {1 << 28}: make its blocks narrower.");
    }

    private static void Append(List<TensorLayout> list, int layer, TensorKind kind, int rows, int columns)
    {
        var offset = list.Count == 0 ? 0 : list[^1].Offset + list[^1].Length;
        list.Add(new TensorLayout(layer, kind, rows, columns, offset));
    }
}
