namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column read from fields of the lines of a file.</summary>
    public sealed class Column
    {
        /// <summary>The name.</summary>
        public string Name = null!;

        /// <summary>The fields it is read from.</summary>
        public Range[] Source = null!;

        /// <summary>For a key: how many categories; the file holds 0 to the number - 1. Null for no key.</summary>
        public KeyCount? KeyCount;

        /// <summary>A column to be filled in.</summary>
        public Column()
        {
        }

        /// <summary>A scalar.</summary>
        /// <param name="name">The name.</param>
        /// <param name="dataKind">What it is read into.</param>
        /// <param name="index">The field, from 0.</param>
        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
        {
        }

        /// <summary>A vector of neighbouring fields.</summary>
        /// <param name="name">The name.</param>
        /// <param name="dataKind">What an item is read into.</param>
        /// <param name="minIndex">The first field, from 0.</param>
        /// <param name="maxIndex">The last field, included.</param>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        /// <summary>A column of any fields.</summary>
        /// <param name="name">The name.</param>
        /// <param name="dataKind">What a value is read into.</param>
        /// <param name="source">The fields.</param>
        /// <param name="keyCount">For a key: how many categories; null for no key.</param>
        public Column(string name, DataKind dataKind, Range[] source, KeyCount? keyCount = null)
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(source);
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount;
        }

        /// <summary>What a value is read into. Default Single.</summary>
        public DataKind DataKind { get; set; } = DataKind.Single;
    }
}
