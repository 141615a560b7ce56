namespace Microsoft.ML.Data;

/// <summary>Where a vector is in the arrays of its part: <paramref name="Count"/> explicit values from <paramref name="Offset"/> on, of <paramref name="Length"/> slots.</summary>
internal readonly record struct VectorPlace(int Offset, int Count, int Length);
