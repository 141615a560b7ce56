namespace MLNetTuning.Trainers.Networks;

/// <summary>One array of a network's numbers and where it lies among them.</summary>
/// <param name="Layer">Block number; <see cref="Front"/> comes before the first, the head after the last block, the wide part after the head.</param>
/// <param name="Kind">What the array is for.</param>
/// <param name="Rows">Rows; inputs of a weight matrix.</param>
/// <param name="Columns">Columns; outputs of the layer.</param>
/// <param name="Offset">Index of the first number.</param>
internal readonly record struct TensorLayout(int Layer, TensorKind Kind, int Rows, int Columns, int Offset)
{
    /// <summary>The layer number of everything before the first block.</summary>
    public const int Front = -1;

    public int Length => Rows * Columns;

    public bool IsTrained => Kind is not (TensorKind.RunningMean or TensorKind.RunningVariance or TensorKind.Edges);

    /// <summary>The arrays of a network, in the order of the weight format.</summary>
    public static TensorLayout[] Of(NetworkSpec spec)
    {
        var result = new List<TensorLayout>();
        var offset = 0;
        foreach (var (layer, kind, rows, columns) in Shapes(spec))
        {
            result.Add(new TensorLayout(layer, kind, (int)rows, (int)columns, offset));
            offset += (int)(rows * columns);
        }

        return [.. result];
    }

    /// <summary>Number of numbers in all arrays.</summary>
    /// <exception cref="ArgumentException">The network is larger than an array can hold.</exception>
    public static int TotalLength(NetworkSpec spec)
    {
        var total = Shapes(spec).Sum(shape => shape.Rows * shape.Columns);
        return total <= 1 << 28
            ? (int)total
            : throw new ArgumentException($"The network {spec} has {total} weights; the limit is {1 << 28}: make its blocks narrower.");
    }

    /// <summary>The group of parameters the array belongs to.</summary>
    public ParameterGroup GroupIn(NetworkSpec spec) => Kind switch
    {
        _ when Layer > spec.Blocks.Count => ParameterGroup.Wide,
        TensorKind.Weights => Layer == spec.Blocks.Count ? ParameterGroup.HeadWeights : Layer == 0 ? ParameterGroup.FirstWeights : ParameterGroup.Weights,
        TensorKind.Bias => Layer == spec.Blocks.Count ? ParameterGroup.HeadBiases : ParameterGroup.Biases,
        TensorKind.Slopes => ParameterGroup.Slopes,
        TensorKind.InputScale or TensorKind.OutputScale => ParameterGroup.MemberScales,
        TensorKind.FrontScale => ParameterGroup.FrontScale,
        TensorKind.Categories => ParameterGroup.CategoryEmbedding,
        TensorKind.Frequencies or TensorKind.Phases or TensorKind.EmbeddingWeights or TensorKind.EmbeddingBias or TensorKind.EmbeddingInput => ParameterGroup.NumericEmbedding,
        _ => ParameterGroup.Norms,
    };

    private static IEnumerable<(int Layer, TensorKind Kind, long Rows, long Columns)> Shapes(NetworkSpec spec)
    {
        foreach (var shape in FrontShapes(spec))
        {
            yield return shape;
        }

        long inputs = spec.FrontWidth;
        for (var i = 0; i < spec.Blocks.Count; i++)
        {
            foreach (var (kind, rows, columns) in BlockShapes(spec, i, inputs))
            {
                yield return (i, kind, rows, columns);
            }

            inputs = spec.Blocks[i].Width;
        }

        yield return (spec.Blocks.Count, TensorKind.Weights, inputs * spec.Members, spec.Outputs);
        yield return (spec.Blocks.Count, TensorKind.Bias, spec.Members, spec.Outputs);
        if (spec.Wide)
        {
            yield return (spec.Blocks.Count + 1, TensorKind.Weights, spec.WideColumns, spec.Outputs);
            if (spec.Categories.Count > 0)
            {
                yield return (spec.Blocks.Count + 1, TensorKind.WideCategories, spec.TotalLevels, spec.Outputs);
            }
        }
    }

    private static IEnumerable<(int Layer, TensorKind Kind, long Rows, long Columns)> FrontShapes(NetworkSpec spec)
    {
        long inputs = spec.EmbeddedInputs;
        if (inputs > 0)
        {
            var embedding = spec.NumericEmbedding!;
            if (embedding.IsPeriodic)
            {
                yield return (Front, TensorKind.Frequencies, inputs, embedding.Frequencies);
            }
            else
            {
                yield return (Front, TensorKind.Edges, inputs, embedding.Bins + 1);
                yield return (Front, TensorKind.EmbeddingInput, inputs, embedding.Width);
            }

            if (embedding.Kind == NumericEmbeddingKind.PeriodicPhase)
            {
                yield return (Front, TensorKind.Phases, inputs, embedding.Frequencies);
            }

            yield return (Front, TensorKind.EmbeddingWeights, inputs * embedding.Components, embedding.Width);
            yield return (Front, TensorKind.EmbeddingBias, inputs, embedding.Width);
        }

        if (spec.Categories.Count > 0)
        {
            yield return (Front, TensorKind.Categories, spec.TotalLevels, spec.CategoryWidth);
        }

        if (spec.FrontScale)
        {
            yield return (Front, TensorKind.FrontScale, 1, spec.FrontWidth);
        }
    }

    private static IEnumerable<(TensorKind Kind, long Rows, long Columns)> BlockShapes(NetworkSpec spec, int index, long inputs)
    {
        var block = spec.Blocks[index];
        long groups = spec.Groups;
        if (spec.ScalesInputs(index))
        {
            yield return (TensorKind.InputScale, spec.Members, inputs);
        }

        yield return (TensorKind.Weights, inputs * spec.Matrices, block.Width);
        if (!block.NormalizesBefore)
        {
            if (spec.ScalesOutputs)
            {
                yield return (TensorKind.OutputScale, groups, block.Width);
            }

            yield return (TensorKind.Bias, groups, block.Width);
        }

        if (block.Normalization != Normalization.None)
        {
            yield return (TensorKind.Gamma, groups, block.Width);
            yield return (TensorKind.Beta, groups, block.Width);
        }

        if (block.Normalization == Normalization.Batch)
        {
            yield return (TensorKind.RunningMean, groups, block.Width);
            yield return (TensorKind.RunningVariance, groups, block.Width);
        }

        if (block.IsParametric)
        {
            yield return (TensorKind.Slopes, groups, block.Width);
        }
    }
}
