namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 2.</summary>
internal readonly struct Two : IConstant
{
    public static int Value => 2;
}
