namespace MLNetTuning.Experiments.Running;

/// <summary>Rows to learn from and rows to be judged on.</summary>
internal sealed record Split(int[] Train, int[] Validation);
