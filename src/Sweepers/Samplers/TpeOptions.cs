namespace MLNetTuning.Sweepers.Samplers;

/// <summary>How the tree-structured Parzen estimator learns and draws.</summary>
public sealed class TpeOptions
{
    /// <summary>How many trials the plan has; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = TpeDefaults.Budget;

    /// <summary>Random trials before the first learnt one; 10 by default, at least 1.</summary>
    public int StartupTrials { get; init; } = TpeDefaults.StartupTrials;

    /// <summary>How many candidates a draw chooses among; 24 by default, at least 1.</summary>
    public int Candidates { get; init; } = TpeDefaults.Candidates;

    /// <summary>The share of trials that count as good; 0.1 by default, in (0, 1), rounded up, at most <see cref="MostGood"/> trials.</summary>
    public double GoodShare { get; init; } = TpeDefaults.GoodShare;

    /// <summary>The most trials that count as good; 25 by default, at least 1.</summary>
    public int MostGood { get; init; } = TpeDefaults.MostGood;

    /// <summary>
    /// True: parameters are learnt together, their dependence seen. False: each by itself. Null, the default: draws take turns, because the first finds
    /// valleys that lie askew and the second needs fewer trials.
    /// </summary>
    public bool? Multivariate { get; init; }

    /// <summary>The share of draws made at random whatever was learnt; 0 by default, in [0, 1]. BOHB's is 1/3.</summary>
    public double RandomShare { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.Require(StartupTrials >= 1, errors, $"StartupTrials is {StartupTrials}. Allowed: at least 1.");
        Messages.Require(Candidates >= 1, errors, $"Candidates is {Candidates}. Allowed: at least 1.");
        Messages.Require(GoodShare is > 0 and < 1, errors, $"GoodShare is {Messages.Number(GoodShare)}. Allowed: above 0 and below 1.");
        Messages.Require(RandomShare is >= 0 and <= 1, errors, $"RandomShare is {Messages.Number(RandomShare)}. Allowed: 0 to 1.");
        Messages.Require(MostGood >= 1, errors, $"MostGood is {MostGood}. Allowed: at least 1.");
        Messages.ThrowIfAny(nameof(TpeOptions), errors);
    }
}
