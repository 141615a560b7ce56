namespace MLNetTuning.Sweepers.Samplers.Evolution;

/// <summary>
/// Weights and learning rates of CMA-ES for a number of dimensions and a generation's size, negative weights included. Hansen: The CMA evolution
/// strategy, a tutorial, arXiv 1604.00772, table 1.
/// </summary>
internal sealed class StrategyNumbers
{
    public StrategyNumbers(int dimensions, int population)
    {
        double n = dimensions;
        double[] raw = [.. Enumerable.Range(1, population).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i))];
        double[] good = [.. raw.Where(w => w > 0)], bad = [.. raw.Where(w => w < 0)];
        Parents = good.Length;
        ParentMass = Mass(good);
        StepRate = (ParentMass + 2) / (n + ParentMass + 5);
        StepDamping = 1 + 2 * Math.Max(0, Math.Sqrt((ParentMass - 1) / (n + 1)) - 1) + StepRate;
        PathRate = (4 + ParentMass / n) / (n + 4 + 2 * ParentMass / n);
        RankOne = 2 / ((n + 1.3) * (n + 1.3) + ParentMass);
        RankMu = Math.Min(1 - RankOne, 2 * (0.25 + ParentMass + 1 / ParentMass - 2) / ((n + 2) * (n + 2) + ParentMass));
        double against = Math.Min(1 + RankOne / RankMu, Math.Min(1 + 2 * Mass(bad) / (ParentMass + 2), (1 - RankOne - RankMu) / (n * RankMu)));
        Weights = [.. raw.Select(w => w > 0 ? w / good.Sum() : bad.Length > 0 ? against * w / -bad.Sum() : 0)];
        ExpectedLength = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        LongestStep = Math.Sqrt(n) + 2 * n / (n + 2);
    }

    /// <summary>How many of a generation pull the mean.</summary>
    public int Parents { get; }

    /// <summary>The variance-effective number of parents, mu_eff.</summary>
    public double ParentMass { get; }

    /// <summary>c_sigma.</summary>
    public double StepRate { get; }

    /// <summary>d_sigma.</summary>
    public double StepDamping { get; }

    /// <summary>c_c.</summary>
    public double PathRate { get; }

    /// <summary>c_1.</summary>
    public double RankOne { get; }

    /// <summary>c_mu.</summary>
    public double RankMu { get; }

    /// <summary>A weight per rank, best first; the worse half's are negative.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The expected length of a standard normal vector.</summary>
    public double ExpectedLength { get; }

    /// <summary>A longer step did not come from this distribution and is shortened. Hansen: Injecting external solutions into CMA-ES, arXiv 1110.4181.</summary>
    public double LongestStep { get; }

    private static double Mass(double[] weights) => weights.Length == 0 ? 0 : weights.Sum() * weights.Sum() / weights.Sum(w => w * w);
}
