namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 4.</summary>
internal readonly struct Four : IConstant
{
    public static int Value => 4;
}
