namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>One float at a time: the reference, and the way on machines without vectors.</summary>
internal readonly unsafe struct SimdScalar : ISimd<float>
{
    public static int Width => 1;

    public static int TileRows => 6;

    public static float Zero => 0;

    public static float LaneBits => 0;

    public static float Broadcast(float value) => value;

    public static float Load(float* source) => *source;

    public static void Store(float* target, float value) => *target = value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float MultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    public static float Max(float a, float b) => MathF.Max(a, b);

    public static float Min(float a, float b) => MathF.Min(a, b);

    public static float Sqrt(float a) => MathF.Sqrt(a);

    public static float Abs(float a) => MathF.Abs(a);

    public static float Round(float a) => MathF.Round(a);

    public static float PowerOfTwo(float whole) => BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);

    public static float GreaterThan(float a, float b) => BitConverter.Int32BitsToSingle(a > b ? -1 : 0);

    public static float LessThanBits(float a, float b) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a) < BitConverter.SingleToInt32Bits(b) ? -1 : 0);

    public static float Select(float mask, float whenSet, float otherwise) => BitConverter.SingleToInt32Bits(mask) != 0 ? whenSet : otherwise;

    public static float Sum(float a) => a;

    public static float BroadcastBits(uint value) => BitConverter.UInt32BitsToSingle(value);

    public static float AddBits(float a, float b) => BitConverter.UInt32BitsToSingle(Bits(a) + Bits(b));

    public static float MultiplyBits(float a, float b) => BitConverter.UInt32BitsToSingle(Bits(a) * Bits(b));

    public static float Xor(float a, float b) => BitConverter.UInt32BitsToSingle(Bits(a) ^ Bits(b));

    public static float And(float a, float b) => BitConverter.UInt32BitsToSingle(Bits(a) & Bits(b));

    public static float ShiftRight(float a, int count) => BitConverter.UInt32BitsToSingle(Bits(a) >> count);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
