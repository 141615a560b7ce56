using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>Arrays for parts of columns.</summary>
internal static class PartArrays
{
    /// <summary>Least and most values of a part that is filled value by value: small columns stay small, large ones waste little.</summary>
    public const int LeastValues = 1 << 8;

    /// <summary>See <see cref="LeastValues"/>.</summary>
    public const int MostValues = 1 << 16;

    /// <summary>An array whose content is not cleared and which the garbage collector never moves, where its items hold no references.</summary>
    public static T[] New<T>(int length) => RuntimeHelpers.IsReferenceOrContainsReferences<T>()
        ? new T[length]
        : GC.AllocateUninitializedArray<T>(length, pinned: length * (long)Unsafe.SizeOf<T>() >= 4096);

    /// <summary>The size of the next part after so many values.</summary>
    public static int NextLength(int count) => Math.Clamp(count, LeastValues, MostValues);
}
