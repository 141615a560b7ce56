using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Boosting.Losses;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>The rounds of boosting on the training rows: derivatives, one tree per output, new scores.</summary>
internal sealed class BoostingRounds
{
    private const int Block = 1024;

    private readonly BoostingOptions _options;
    private readonly TrainingData _train;
    private readonly Objective _objective;
    private readonly TreeGrower _grower;
    private readonly GradientBuffer _gradients;
    private readonly GradientStatistics[] _statistics;
    private readonly ScoreTable _scores;
    private readonly List<Tree> _trees = [];
    private readonly bool[] _inSample;
    private readonly NewtonLeaves? _newton;
    private readonly GradientSampler? _sampler;
    private readonly TreeDropout? _dropout;
    private bool _isDropped;

    public BoostingRounds(BoostingOptions options, TrainingData train, BinnedMatrix bins, Objective objective)
    {
        _options = options;
        _train = train;
        _objective = objective;
        _grower = new TreeGrower(bins, GrowOptions.Of(options));
        _gradients = new GradientBuffer(train.Rows);
        _statistics = new GradientStatistics[(train.Rows + Block - 1) / Block];
        BaseScores = new float[objective.Outputs];
        if (options.StartFromMean)
        {
            objective.BaseScores(train, BaseScores);
        }

        _scores = new ScoreTable(train.Features, BaseScores);
        _inSample = new bool[options.RowSampling < 1 || options.GradientSampling is not null ? train.Rows : 0];
        _newton = options.LeastSquaresSplits ? new NewtonLeaves(options, train) : null;
        _sampler = options.GradientSampling is null ? null : new GradientSampler(options, train.Rows);
        _dropout = options.Dropout is null ? null : new TreeDropout(options);
    }

    /// <summary>The constant part of each score.</summary>
    public float[] BaseScores { get; }

    /// <summary>Rounds that are complete.</summary>
    public int Done => _trees.Count / _objective.Outputs;

    /// <summary>The training rows' scores, output by output.</summary>
    public float[] Scores => _scores.Scores;

    /// <summary>The rows trained on.</summary>
    public TrainingData Train => _train;

    /// <summary>The trees of the first rounds.</summary>
    public IReadOnlyList<Tree> CompleteTrees(int rounds) => _trees.GetRange(0, rounds * _objective.Outputs);

    /// <summary>The mean loss on the training rows.</summary>
    public double TrainingLoss() => _objective.Loss(_train, _scores.Scores, _options.Threads);

    /// <summary>Completes one round. When cancelled between two outputs, the next call goes on with the output that is missing.</summary>
    public void Run(CancellationToken cancellation)
    {
        var round = Done;
        if (_trees.Count % _objective.Outputs == 0)
        {
            Drop(cancellation);
            _objective.BeginRound(_scores.Scores, _train.Rows, _options.Threads, cancellation);
        }

        for (var output = _trees.Count % _objective.Outputs; output < _objective.Outputs; output++)
        {
            Differentiate(output, cancellation);
            var rows = ChooseRows(round);
            var tree = _grower.Grow(_gradients, rows, _trees.Count, cancellation);

            // From here to the end of the output nothing can be cancelled, so trees and scores never disagree.
            if (_objective.LeafQuantile is { } quantile)
            {
                RenewLeaves(tree, output, quantile);
            }

            FinishLeaves(tree);
            AddToScores(tree, output, rows);
            _trees.Add(tree);
        }

        PutBack();
    }

    /// <summary>Takes over complete rounds.</summary>
    public void Restore(TreeEnsembleModel model, CancellationToken cancellation)
    {
        _trees.Clear();
        _trees.AddRange(model.Trees);
        model.BaseScores.CopyTo(BaseScores, 0);
        _scores.Reset(BaseScores);
        _scores.AddUpTo(model.Trees, model.Outputs, _options.Threads, cancellation);
    }

    private void Differentiate(int output, CancellationToken cancellation)
    {
        Work.For(_statistics.Length, _options.Threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * Block;
            var pairs = _gradients.Floats.Slice(2 * first, 2 * Math.Min(Block, _train.Rows - first));
            _objective.Derivatives(_train, _scores.Scores, output, first, pairs);
            _newton?.Keep(first, pairs);
            _statistics[block] = GradientStatistics.Of(pairs);
        });
        Sample();
        _gradients.Begin();
        foreach (var block in _statistics)
        {
            _gradients.Add(block);
        }

        _gradients.SetScales();
        Work.For(_statistics.Length, _options.Threads, block =>
            _gradients.Quantize(block * Block, Math.Min(Block, _train.Rows - (block * Block))));
    }

    /// <summary>Chooses rows by their derivatives, which changes these.</summary>
    private void Sample()
    {
        if (_sampler?.Applies(Done) != true)
        {
            return;
        }

        _sampler.Choose(_gradients.Floats, _trees.Count, _inSample);
        Work.For(_statistics.Length, _options.Threads, block =>
            _statistics[block] = GradientStatistics.Of(_gradients.Floats.Slice(2 * block * Block, 2 * Math.Min(Block, _train.Rows - (block * Block)))));
    }

    private int ChooseRows(int round)
    {
        var target = _grower.Rows;
        if (_sampler?.Applies(round) == true)
        {
            var chosen = 0;
            for (var i = 0; i < _inSample.Length; i++)
            {
                if (_inSample[i])
                {
                    target[chosen++] = i;
                }
            }

            return chosen;
        }

        if (_options.RowSampling >= 1)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = i;
            }

            return target.Length;
        }

        // Selection sampling keeps rows in order, which the histograms read best. All outputs of a round share the rows.
        var random = new HashRandom((ulong)(uint)_options.Seed, 0x5A00000000 + (ulong)round);
        var wanted = Math.Max(1, (int)Math.Round(_train.Rows * _options.RowSampling));
        var taken = 0;
        for (var row = 0; row < _train.Rows; row++)
        {
            var isTaken = random.NextDouble() * (_train.Rows - row) < wanted - taken;
            _inSample[row] = isTaken;
            if (isTaken)
            {
                target[taken++] = row;
            }
        }

        return taken;
    }

    private void AddToScores(Tree tree, int output, int rows)
    {
        var own = _scores.Scores.AsSpan(output * _train.Rows, _train.Rows);
        for (var leaf = 0; leaf < _grower.LeafCount; leaf++)
        {
            var value = tree.LeafValues[leaf];
            foreach (var row in _grower.LeafRows(leaf))
            {
                own[row] += value;
            }
        }

        if (rows < _train.Rows)
        {
            for (var row = 0; row < _inSample.Length; row++)
            {
                own[row] += _inSample[row] ? 0 : tree.Predict(_train.Features.Row(row));
            }
        }
    }

    /// <summary>Sets and bounds the values of the leaves as the options say.</summary>
    private void FinishLeaves(Tree tree)
    {
        var limit = _options.MaxLeafValue > 0 ? (float)_options.MaxLeafValue : float.MaxValue;
        for (var leaf = 0; leaf < _grower.LeafCount; leaf++)
        {
            var value = _newton is null ? tree.LeafValues[leaf] : (float)_newton.Value(_grower.LeafRows(leaf));
            tree.LeafValues[leaf] = Math.Clamp(value, -limit, limit);
        }
    }

    /// <summary>Takes the trees left out of this round from the scores.</summary>
    private void Drop(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_dropout is not null && !_isDropped)
        {
            AddDropped(-1);
            _isDropped = true;
        }
    }

    /// <summary>Shrinks the round's trees and those left out of it, which come back.</summary>
    private void PutBack()
    {
        if (_dropout is null)
        {
            return;
        }

        if (_dropout.Dropped.Count > 0)
        {
            var (added, kept) = (_dropout.NewFactor, _dropout.OldFactor);
            foreach (var tree in _trees.GetRange(_trees.Count - _objective.Outputs, _objective.Outputs))
            {
                Scale(tree, added);
            }

            foreach (var round in _dropout.Dropped)
            {
                _trees.GetRange(round * _objective.Outputs, _objective.Outputs).ForEach(tree => Scale(tree, kept));
            }

            AddDropped(1);

            // What the last trees were added with before they were shrunk.
            AddTrees(_trees.Count - _objective.Outputs, (float)(1 - (1 / added)));
        }

        _dropout.Complete();
        _isDropped = false;
    }

    private void AddDropped(float factor)
    {
        foreach (var round in _dropout!.Dropped)
        {
            AddTrees(round * _objective.Outputs, factor);
        }
    }

    private void AddTrees(int first, float factor) => Work.For(_statistics.Length, _options.Threads, block =>
    {
        var end = Math.Min(_train.Rows, (block + 1) * Block);
        for (var output = 0; output < _objective.Outputs; output++)
        {
            var own = _scores.Scores.AsSpan(output * _train.Rows, _train.Rows);
            for (var row = block * Block; row < end; row++)
            {
                own[row] += factor * _trees[first + output].Predict(_train.Features.Row(row));
            }
        }
    });

    private static void Scale(Tree tree, double factor)
    {
        for (var leaf = 0; leaf < tree.LeafValues.Length; leaf++)
        {
            tree.LeafValues[leaf] = (float)(tree.LeafValues[leaf] * factor);
        }
    }

    private void RenewLeaves(Tree tree, int output, double quantile)
    {
        var own = _scores.Scores.AsSpan(output * _train.Rows, _train.Rows);
        for (var leaf = 0; leaf < _grower.LeafCount; leaf++)
        {
            var rows = _grower.LeafRows(leaf);
            var residuals = new float[rows.Length];
            var weights = _train.Weights is null ? [] : new float[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                residuals[i] = _train.Labels[rows[i]] - own[rows[i]];
                if (_train.Weights is not null)
                {
                    weights[i] = _train.Weights[rows[i]];
                }
            }

            tree.LeafValues[leaf] = (float)(WeightedQuantile.Of(residuals, weights, quantile) * _options.LearningRate);
        }
    }
}
