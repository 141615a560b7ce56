using System.Numerics;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads a column of texts.</summary>
internal sealed class TextTextReader(TextColumn column, TextLayout layout) : TextColumnReader(column, layout)
{
    public override ColumnStore CreateStore() => new TextColumnStore();

    public override ColumnPart Read(TextTable table, TextScratch scratch, ref TextValueError? error)
    {
        var fields = scratch.Spans(table.Rows);
        table.Gather(OnlyField(), fields);
        var dictionary = scratch.Dictionary;
        if (!dictionary.TryCode(table.Bytes, fields))
        {
            return Plain(table.Bytes, fields);
        }

        var values = dictionary.ToStrings(table.Bytes);
        return values.Length <= 1 << 8 ? Coded<byte>(dictionary.Codes, values) : Coded<ushort>(dictionary.Codes, values);
    }

    private static CodedTextPart<T> Coded<T>(ReadOnlySpan<int> codes, string[] values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var narrow = PartArrays.New<T>(codes.Length);
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = T.CreateTruncating(codes[i]);
        }

        return new CodedTextPart<T>(narrow, values);
    }

    private static PlainTextPart Plain(ReadOnlySpan<byte> bytes, ReadOnlySpan<ulong> fields)
    {
        var ends = PartArrays.New<int>(fields.Length);
        var count = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            count += Encoding.UTF8.GetCharCount(TextTable.Slice(bytes, fields[i]));
            ends[i] = count;
        }

        var characters = PartArrays.New<char>(count);
        for (int i = 0, start = 0; i < ends.Length; start = ends[i], i++)
        {
            Encoding.UTF8.GetChars(TextTable.Slice(bytes, fields[i]), characters.AsSpan(start));
        }

        return new PlainTextPart(characters, ends);
    }
}
