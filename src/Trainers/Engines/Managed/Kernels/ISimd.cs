namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// What a kernel needs from a vector width. Kernels are written once against this; the compiler makes one body per width,
/// with every call an instruction or two. Bits in a lane are moved about in the same type.
/// </summary>
/// <typeparam name="TVector">The vector, or a float for the scalar reference.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    static abstract int Width { get; }

    /// <summary>Rows of the matrix kernel's register tile, 12 or 6; two vectors wide.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Zero { get; }

    /// <summary>0, 1, 2, ... as whole numbers.</summary>
    static abstract TVector LaneBits { get; }

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(float* target, TVector value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector Min(TVector a, TVector b);

    static abstract TVector Sqrt(TVector a);

    static abstract TVector Abs(TVector a);

    /// <summary>The nearest whole number, as a float.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>2 to the power of a whole number from -126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector whole);

    /// <summary>All bits where a is above b.</summary>
    static abstract TVector GreaterThan(TVector a, TVector b);

    /// <summary>All bits where a is below b, lanes read as signed whole numbers.</summary>
    static abstract TVector LessThanBits(TVector a, TVector b);

    static abstract TVector Select(TVector mask, TVector whenSet, TVector otherwise);

    static abstract float Sum(TVector a);

    static abstract TVector BroadcastBits(uint value);

    static abstract TVector AddBits(TVector a, TVector b);

    static abstract TVector MultiplyBits(TVector a, TVector b);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector ShiftRight(TVector a, int count);
}
