namespace Microsoft.ML.Transforms;

/// <summary>Turns a value into another.</summary>
internal delegate void ValueMap<TIn, TOut>(in TIn source, ref TOut target);
