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
    private readonly GrowingLane[] _lanes;
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

        // The trees of a round do not need each other. On few rows threads grow one each; on many they share the rows of one.
        var isApart = bins.Rows * (long)bins.Columns <= Binner.SmallMatrix && options.GradientSampling is null && !options.LeastSquaresSplits;
        var lanes = isApart ? Math.Min(options.Threads, objective.Outputs) : 1;
        var growing = GrowOptions.Of(options) with { Threads = lanes > 1 ? 1 : options.Threads };
        _lanes = new GrowingLane[lanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            _lanes[lane] = new GrowingLane(bins, growing, train);
        }

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

        for (var first = _trees.Count % _objective.Outputs; first < _objective.Outputs; first += _lanes.Length)
        {
            var (start, count) = (first, Math.Min(_lanes.Length, _objective.Outputs - first));
            Work.For(count, count, lane => _lanes[lane].Differentiate(_objective, _scores.Scores, start + lane, _newton, cancellation));
            if (_sampler?.Applies(round) == true)
            {
                _lanes[0].Sample(_sampler, _trees.Count, _inSample);
            }

            var rows = ChooseRows(round);
            for (var lane = 1; lane < count; lane++)
            {
                _lanes[0].Grower.Rows[..rows].CopyTo(_lanes[lane].Grower.Rows);
            }

            Work.For(count, count, lane => _lanes[lane].Grow(rows, _trees.Count + lane, cancellation));

            // From here to the end of these outputs nothing can be cancelled, so trees and scores never disagree.
            Work.For(count, count, lane => Finish(_lanes[lane], start + lane, rows));
            for (var lane = 0; lane < count; lane++)
            {
                _trees.Add(_lanes[lane].Tree!);
            }
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

    private void Finish(GrowingLane lane, int output, int rows)
    {
        if (_objective.LeafQuantile is { } quantile)
        {
            RenewLeaves(lane, output, quantile);
        }

        FinishLeaves(lane);
        AddToScores(lane, output, rows);
    }

    private int ChooseRows(int round)
    {
        var target = _lanes[0].Grower.Rows;
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

    private void AddToScores(GrowingLane lane, int output, int rows)
    {
        var tree = lane.Tree!;
        var own = _scores.Scores.AsSpan(output * _train.Rows, _train.Rows);
        for (var leaf = 0; leaf < lane.Grower.LeafCount; leaf++)
        {
            var value = tree.LeafValues[leaf];
            foreach (var row in lane.Grower.LeafRows(leaf))
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
    private void FinishLeaves(GrowingLane lane)
    {
        var tree = lane.Tree!;
        var limit = _options.MaxLeafValue > 0 ? (float)_options.MaxLeafValue : float.MaxValue;
        for (var leaf = 0; leaf < lane.Grower.LeafCount; leaf++)
        {
            var value = _newton is null ? tree.LeafValues[leaf] : (float)_newton.Value(lane.Grower.LeafRows(leaf));
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

    private void AddTrees(int first, float factor) => Work.For((_train.Rows + Block - 1) / Block, _options.Threads, block =>
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

    private void RenewLeaves(GrowingLane lane, int output, double quantile)
    {
        var tree = lane.Tree!;
        var own = _scores.Scores.AsSpan(output * _train.Rows, _train.Rows);
        for (var leaf = 0; leaf < lane.Grower.LeafCount; leaf++)
        {
            var rows = lane.Grower.LeafRows(leaf);
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

            lane.Tree!.LeafValues[leaf] = (float)(WeightedQuantile.Of(residuals, weights, quantile) * _options.LearningRate);
        }
    }
}
