using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>A loss with its derivatives. Scores are stored output by output: score of row i and output k is at k x rows + i.</summary>
internal abstract class Objective
{
    private const int LossBlock = 4096;

    /// <summary>Scores per row.</summary>
    public virtual int Outputs => 1;

    /// <summary>Where to cut the residuals of a leaf whose value is a quantile of them; null when the value is a Newton step.</summary>
    public virtual double? LeafQuantile => null;

    public static Objective Of(BoostingOptions options) => options.Loss switch
    {
        BoostingLoss.Logistic => new LogisticObjective(),
        BoostingLoss.Softmax => new SoftmaxObjective(options.Classes),
        BoostingLoss.SquaredError => new SquaredObjective(),
        BoostingLoss.Absolute => new QuantileObjective(0.5, scale: 2),
        BoostingLoss.Huber => new HuberObjective(options.LossParameter == 0 ? 1 : options.LossParameter),
        BoostingLoss.Quantile => new QuantileObjective(options.LossParameter == 0 ? 0.5 : options.LossParameter, scale: 1),
        BoostingLoss.Poisson => new PoissonObjective(),
        BoostingLoss.Tweedie => new TweedieObjective(options.LossParameter == 0 ? 1.5 : options.LossParameter),
        BoostingLoss.Custom => new CustomObjective(options.CustomLoss!),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Loss, "Unknown loss."),
    };

    /// <summary>Why a label cannot be learnt from, or null when it can.</summary>
    public virtual string? Refuses(float label) => float.IsFinite(label) ? null : "a finite number";

    /// <summary>The best constant scores.</summary>
    public abstract void BaseScores(TrainingData data, Span<float> scores);

    /// <summary>Called once per round, before the first output's derivatives.</summary>
    public virtual void BeginRound(float[] scores, int rows, int threads, CancellationToken cancellation)
    {
    }

    /// <summary>First and second derivative by the score of a run of rows, interleaved.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="scores">All scores.</param>
    /// <param name="output">Which output.</param>
    /// <param name="first">The first row; the length of <paramref name="pairs"/> gives the number.</param>
    /// <param name="pairs">Receives gradient and hessian of each row, times its weight.</param>
    public abstract void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs);

    /// <summary>The mean loss; the same number for any number of threads.</summary>
    public double Loss(TrainingData data, float[] scores, int threads = 1, CancellationToken cancellation = default)
    {
        var sums = new (double Loss, double Weight)[(data.Rows + LossBlock - 1) / LossBlock];
        Work.For(sums.Length, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            double sum = 0, total = 0;
            for (var i = block * LossBlock; i < Math.Min(data.Rows, (block + 1) * LossBlock); i++)
            {
                double weight = data.Weights is null ? 1 : data.Weights[i];
                if (weight > 0)
                {
                    sum += weight * LossOf(data, scores, i);
                    total += weight;
                }
            }

            sums[block] = (sum, total);
        });
        return sums.Sum(s => s.Loss) / sums.Sum(s => s.Weight);
    }

    /// <summary>The loss of one row without its weight.</summary>
    protected abstract double LossOf(TrainingData data, float[] scores, int row);

    protected static void Weigh(TrainingData data, int first, Span<float> pairs)
    {
        if (data.Weights is null)
        {
            return;
        }

        var weights = data.Weights.AsSpan(first, pairs.Length / 2);
        for (var i = 0; i < weights.Length; i++)
        {
            pairs[2 * i] *= weights[i];
            pairs[(2 * i) + 1] *= weights[i];
        }
    }
}
