namespace Microsoft.ML;

/// <summary>Writes the value of one column at the current row into <paramref name="value"/>.</summary>
/// <typeparam name="TValue">The raw type of the column.</typeparam>
/// <param name="value">Receives the value; buffers it holds may be reused by the getter, so a caller that keeps a value copies it.</param>
public delegate void ValueGetter<TValue>(ref TValue value);
