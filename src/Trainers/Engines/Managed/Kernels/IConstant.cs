namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>A number the compiler knows, so that branches on it vanish.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}
