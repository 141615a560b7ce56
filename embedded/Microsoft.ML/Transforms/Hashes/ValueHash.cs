namespace Microsoft.ML.Transforms;

/// <summary>Hashes a value into a key; 0 where it is missing.</summary>
internal delegate uint ValueHash<T>(uint seed, uint mask, in T value);
