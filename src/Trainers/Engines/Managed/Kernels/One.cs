namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 1.</summary>
internal readonly struct One : IConstant
{
    public static int Value => 1;
}
