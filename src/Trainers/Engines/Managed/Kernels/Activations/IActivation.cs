namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>An activation and its derivative. Padded columns of an output may hold f(0); nothing reads them, and their gradient is 0.</summary>
internal interface IActivation<TVector>
    where TVector : struct
{
    /// <summary>Whether the derivative is 1 where the output is above 0 and 0 elsewhere, so that no input need be looked at.</summary>
    static abstract bool IsGate { get; }

    static abstract TVector Forward(TVector x);

    static abstract TVector Derivative(TVector x);

    /// <summary>The function, and its derivative from the same exponential where it has one.</summary>
    static virtual TVector Both<TSelf>(TVector x, out TVector derivative)
        where TSelf : struct, IActivation<TVector>
    {
        derivative = TSelf.Derivative(x);
        return TSelf.Forward(x);
    }
}
