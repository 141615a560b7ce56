namespace Microsoft.ML.Data;

/// <summary>Texts of which many are the same: each is held once, a row holds its number.</summary>
internal sealed class CodedTextPart<TCode>(TCode[] codes, string[] values) : TextPart, ICodedText
    where TCode : unmanaged, System.Numerics.IBinaryInteger<TCode>
{
    public override int Count => codes.Length;

    public string[] Values => values;

    public ReadOnlyMemory<char>[] FirstMet()
    {
        var met = new bool[values.Length];
        var result = new List<ReadOnlyMemory<char>>(values.Length);
        foreach (var code in codes)
        {
            var at = int.CreateTruncating(code);
            if (!met[at])
            {
                met[at] = true;
                result.Add(values[at].AsMemory());
                if (result.Count == values.Length)
                {
                    break;
                }
            }
        }

        return [.. result];
    }

    public override ReadOnlyMemory<char> this[int at] => values[int.CreateTruncating(codes[at])].AsMemory();
}
