namespace Microsoft.ML.Transforms;

/// <summary>Whether a value is missing and so has no key.</summary>
internal delegate bool TermMissing<T>(in T value);
