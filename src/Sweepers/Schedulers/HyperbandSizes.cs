namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>How many configurations each of Hyperband's brackets starts; s counts the bracket's promotions, s_max those of the longest.</summary>
public enum HyperbandSizes
{
    /// <summary>The paper's algorithm 1, ceil((s_max + 1) eta^s / (s + 1)), as the common implementations have it: 81, 34, 15, 8, 5 for R 81 and eta 3.</summary>
    Formula,

    /// <summary>The paper's table 1, floor((s_max + 1) / (s + 1)) eta^s: 81, 27, 9, 6, 5 for R 81 and eta 3.</summary>
    PrintedTable,
}
