namespace Microsoft.ML.Data;

/// <summary>Any number of streams, such as files, that can be read again and again.</summary>
public interface IMultiStreamSource
{
    /// <summary>Number of streams.</summary>
    int Count { get; }

    /// <summary>The path of a stream that is a file; null otherwise.</summary>
    /// <param name="index">Which stream, from 0.</param>
    string? GetPathOrNull(int index);

    /// <summary>Opens a stream.</summary>
    /// <param name="index">Which stream, from 0.</param>
    Stream Open(int index);

    /// <summary>Opens a stream as text.</summary>
    /// <param name="index">Which stream, from 0.</param>
    TextReader OpenTextReader(int index);
}
