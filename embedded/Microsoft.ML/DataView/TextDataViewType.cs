namespace Microsoft.ML.Data;

/// <summary>Text, read as <see cref="ReadOnlyMemory{T}"/> of characters; empty stands for missing.</summary>
public sealed class TextDataViewType : PrimitiveDataViewType
{
    private TextDataViewType()
        : base(typeof(ReadOnlyMemory<char>))
    {
    }

    /// <summary>The one instance.</summary>
    public static TextDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is TextDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "String";
}
