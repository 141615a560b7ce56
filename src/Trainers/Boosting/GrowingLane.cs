using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Boosting.Losses;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>What growing the tree of one output takes; several lanes grow the trees of a round side by side.</summary>
internal sealed class GrowingLane
{
    private const int Block = 1024;

    private readonly int _threads;
    private readonly TrainingData _train;
    private readonly GradientBuffer _gradients;
    private readonly GradientStatistics[] _statistics;

    public GrowingLane(BinnedMatrix bins, GrowOptions options, TrainingData train)
    {
        _threads = options.Threads;
        _train = train;
        _gradients = new GradientBuffer(train.Rows);
        _statistics = new GradientStatistics[(train.Rows + Block - 1) / Block];
        Grower = new TreeGrower(bins, options);
    }

    /// <summary>Grows the tree, and knows its leaves' rows afterwards.</summary>
    public TreeGrower Grower { get; }

    /// <summary>The tree grown last.</summary>
    public Tree? Tree { get; private set; }

    /// <summary>Differentiates the loss by one output.</summary>
    /// <param name="objective">The loss.</param>
    /// <param name="scores">The scores of all outputs.</param>
    /// <param name="output">Which output.</param>
    /// <param name="newton">Keeps the derivatives for leaves set later, or null.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    public void Differentiate(Objective objective, float[] scores, int output, NewtonLeaves? newton, CancellationToken cancellation)
        => Work.For(_statistics.Length, _threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * Block;
            var pairs = PairsOf(block);
            objective.Derivatives(_train, scores, output, first, pairs);
            newton?.Keep(first, pairs);
            _statistics[block] = GradientStatistics.Of(pairs);
        });

    /// <summary>Chooses rows by their derivatives, which changes these.</summary>
    public void Sample(GradientSampler sampler, int number, bool[] inSample)
    {
        sampler.Choose(_gradients.Floats, number, inSample);
        Work.For(_statistics.Length, _threads, block => _statistics[block] = GradientStatistics.Of(PairsOf(block)));
    }

    /// <summary>Grows a tree on the first rows of the grower's list.</summary>
    public void Grow(int rows, int number, CancellationToken cancellation)
    {
        _gradients.Begin();
        foreach (var block in _statistics)
        {
            _gradients.Add(block);
        }

        _gradients.SetScales();
        Work.For(_statistics.Length, _threads, block => _gradients.Quantize(block * Block, Math.Min(Block, _train.Rows - (block * Block))));
        Tree = Grower.Grow(_gradients, rows, number, cancellation);
    }

    private Span<float> PairsOf(int block) => _gradients.Floats.Slice(2 * block * Block, 2 * Math.Min(Block, _train.Rows - (block * Block)));
}
