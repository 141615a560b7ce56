using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Fills a vector from the categories of a row; -1 is missing.</summary>
internal delegate void VectorFiller(ReadOnlySpan<int> categories, ref VBuffer<float> target);
