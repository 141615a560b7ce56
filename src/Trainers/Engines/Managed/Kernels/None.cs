namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The number 0.</summary>
internal readonly struct None : IConstant
{
    public static int Value => 0;
}
