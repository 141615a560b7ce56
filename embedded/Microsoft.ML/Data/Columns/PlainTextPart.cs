namespace Microsoft.ML.Data;

/// <summary>Texts one behind the other: text i ends before <c>ends[i]</c>.</summary>
internal sealed class PlainTextPart(char[] characters, int[] ends) : TextPart
{
    public override int Count => ends.Length;

    public override ReadOnlyMemory<char> this[int at]
    {
        get
        {
            var start = at == 0 ? 0 : ends[at - 1];
            return characters.AsMemory(start, ends[at] - start);
        }
    }
}
