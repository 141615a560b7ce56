namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 6.</summary>
internal readonly struct Six : IConstant
{
    public static int Value => 6;
}
