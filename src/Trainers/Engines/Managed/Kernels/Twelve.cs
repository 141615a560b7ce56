namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 12.</summary>
internal readonly struct Twelve : IConstant
{
    public static int Value => 12;
}
