using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>A factor for each group of parameters: of the learning rate, or of weight decay and penalties. Each 0 or more.</summary>
public sealed record GroupFactors
{
    /// <summary>Of the blocks' matrices but the first. Default 1.</summary>
    public float Weights { get; init; } = 1;

    /// <summary>Of the first block's matrix. Default 1.</summary>
    public float FirstWeights { get; init; } = 1;

    /// <summary>Of the head's matrix. Default 1.</summary>
    public float HeadWeights { get; init; } = 1;

    /// <summary>Of the wide part. Default 1.</summary>
    public float Wide { get; init; } = 1;

    /// <summary>Of the blocks' biases. Default 1.</summary>
    public float Biases { get; init; } = 1;

    /// <summary>Of the head's biases. Default 1.</summary>
    public float HeadBiases { get; init; } = 1;

    /// <summary>Of factors and summands of norms. Default 1.</summary>
    public float Norms { get; init; } = 1;

    /// <summary>Of parametric activations. Default 1.</summary>
    public float Slopes { get; init; } = 1;

    /// <summary>Of TabM's factors. Default 1.</summary>
    public float MemberScales { get; init; } = 1;

    /// <summary>Of the front's factors. Default 1.</summary>
    public float FrontScale { get; init; } = 1;

    /// <summary>Of numeric embeddings. Default 1.</summary>
    public float NumericEmbedding { get; init; } = 1;

    /// <summary>Of categories' vectors. Default 1.</summary>
    public float CategoryEmbedding { get; init; } = 1;

    /// <summary>1 for matrices and the wide part, 0 for the rest: what is usually decayed.</summary>
    public static GroupFactors Matrices { get; } = new()
    {
        Biases = 0,
        HeadBiases = 0,
        Norms = 0,
        Slopes = 0,
        MemberScales = 0,
        FrontScale = 0,
        NumericEmbedding = 0,
        CategoryEmbedding = 0,
    };

    internal float Of(ParameterGroup group) => group switch
    {
        ParameterGroup.Weights => Weights,
        ParameterGroup.FirstWeights => FirstWeights,
        ParameterGroup.HeadWeights => HeadWeights,
        ParameterGroup.Wide => Wide,
        ParameterGroup.Biases => Biases,
        ParameterGroup.HeadBiases => HeadBiases,
        ParameterGroup.Norms => Norms,
        ParameterGroup.Slopes => Slopes,
        ParameterGroup.MemberScales => MemberScales,
        ParameterGroup.FrontScale => FrontScale,
        ParameterGroup.NumericEmbedding => NumericEmbedding,
        _ => CategoryEmbedding,
    };

    internal void Check(string name, Violations violations)
    {
        foreach (var group in Enum.GetValues<ParameterGroup>())
        {
            violations.Require(Of(group) >= 0 && float.IsFinite(Of(group)), $"{name}.{group} is {Of(group)}; give a finite number of 0 or more.");
        }
    }
}
