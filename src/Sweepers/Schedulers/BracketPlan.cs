namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>One bracket: how many trials each rung has and what each may spend.</summary>
public sealed class BracketPlan
{
    internal BracketPlan(IReadOnlyList<int> sizes, IReadOnlyList<double> budgets)
    {
        Sizes = sizes;
        Budgets = budgets;
    }

    /// <summary>The number of trials at each rung, never growing.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The budget at each rung, growing.</summary>
    public IReadOnlyList<double> Budgets { get; }

    /// <summary>The number of trials over all rungs.</summary>
    public int Trials => Sizes.Sum();

    /// <summary>What the bracket spends when promotions go on from checkpoints.</summary>
    public double Cost => Sizes.Select((n, i) => n * (Budgets[i] - (i > 0 ? Budgets[i - 1] : 0))).Sum();
}
