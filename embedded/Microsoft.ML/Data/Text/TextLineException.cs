namespace Microsoft.ML.Data;

/// <summary>A line that cannot be read, before it is known which line of the file it is.</summary>
/// <param name="line">Number of lines of the block before it.</param>
/// <param name="create">Makes the exception to be thrown from the words that name line and file.</param>
internal sealed class TextLineException(int line, Func<string, Exception> create) : Exception
{
    public int Line => line;

    public Exception ToException(long number, string file) => create($"{number} of {file}");
}
