namespace Microsoft.ML.Data;

/// <summary>A part of a text that holds whole records, as UTF-8.</summary>
internal sealed class TextBlock
{
    /// <summary>Bytes behind the text that may be read, so that a vector can be loaded at its last byte.</summary>
    public const int Padding = 64;

    /// <summary>The text and <see cref="Padding"/> bytes of no meaning. Fields may be written into while they are read.</summary>
    public byte[] Bytes = [];

    /// <summary>Where the first record starts.</summary>
    public int Start;

    /// <summary>Where the text ends.</summary>
    public int Length;

    /// <summary>Number of lines before the first record that are none: empty lines, comments and a header.</summary>
    public int SkippedLines;

    /// <summary>Whether the text ends with this block.</summary>
    public bool IsLast;

    /// <summary>Makes room for so many bytes of text.</summary>
    public void Reserve(int length)
    {
        if (Bytes.Length < length + Padding)
        {
            Array.Resize(ref Bytes, checked(length + Padding));
        }
    }
}
