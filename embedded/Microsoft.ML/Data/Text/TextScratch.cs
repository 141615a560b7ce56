namespace Microsoft.ML.Data;

/// <summary>Memory a thread reads columns with, used again and again.</summary>
internal sealed class TextScratch
{
    private ulong[] _spans = [];

    public Utf8Dictionary Dictionary { get; } = new();

    /// <summary>Room for so many fields; what is in it is of no meaning.</summary>
    public Span<ulong> Spans(int count)
    {
        if (_spans.Length < count)
        {
            _spans = new ulong[Math.Max(count, 1024)];
        }

        return _spans.AsSpan(0, count);
    }
}
