using System.Text;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Data;

/// <summary>The reader of 64 bytes at once beside the scanner of single lines, on random text of everything that is awkward.</summary>
public sealed class TextRowReaderTests
{
    private static readonly string[] s_pieces =
        ["a", "1.5", ",", ",", ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", "\"x,y\"", " ", "\t", "//", "#", "é", "\u00a0", "long text of many letters, ", "\\\""];

    [Theory]
    [InlineData("q", ",")]
    [InlineData("qm", ",")]
    [InlineData("qt", ",")]
    [InlineData("qmt", ",;")]
    [InlineData("qn", ",; ")]
    [InlineData("", ",")]
    [InlineData("t", "\t,")]
    [InlineData("qe", ",")]
    public void Read_RandomText_CutsAsTheScannerDoes(string flags, string separators)
    {
        var random = new Random(11);
        var format = TextFormat.Create(new TextLoader.Options
        {
            Separators = [.. separators],
            AllowQuoting = flags.Contains('q'),
            ReadMultilines = flags.Contains('m'),
            TrimWhitespace = flags.Contains('t'),
            MissingRealsAsNaNs = flags.Contains('n'),
            EscapeChar = flags.Contains('e') ? '\\' : '"',
        });
        TextColumn[] columns = [Column("A", 0), Column("C", 2), Column("B", 1), Column("F", 5)];
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));

            Assert.Equal(Naive(text, format, columns), Fast(text, format, columns));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Blocks_OfAnySize_HoldWholeRecords(int blockBytes)
    {
        var random = new Random(12);
        var format = TextFormat.Create(new TextLoader.Options { Separators = [','], AllowQuoting = true, ReadMultilines = true });
        var records = Enumerable.Range(0, 500).Select(i => random.Next(3) switch
        {
            0 => $"{i},plain{new string('x', random.Next(100))}",
            1 => $"{i},\"two\r\nlines,{new string('y', random.Next(100))}\"",
            _ => $"{i},\"a\"\"\nb\"",
        }).ToArray();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, string.Join("\r\n", records));
            using var blocks = new TextBlockReader(Utf8Source.Open(new MultiFileSource(path), 0), format, blockBytes);
            var cutter = new TextRecordCutter(format);
            var read = new List<string>();
            var block = new TextBlock();
            while (blocks.Next(block))
            {
                for (var at = 0; at < block.Length;)
                {
                    var end = cutter.Find(block.Bytes.AsSpan(0, block.Length), at);
                    Assert.False(end.Open);
                    read.Add(Encoding.UTF8.GetString(block.Bytes, at, end.End - at));
                    at = end.Next;
                }
            }

            Assert.Equal(records, read.Where(static r => r.Length > 0));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TryCode_TextsThatRepeat_AreNumberedAndOthersLeft()
    {
        var texts = Enumerable.Range(0, 4000).Select(static i => $"value {i * 7919 % 200}{(i % 3 == 0 ? "é and more than eight bytes" : "")}").ToArray();
        var (bytes, fields) = Lay(texts);
        var dictionary = new Utf8Dictionary();

        Assert.True(dictionary.TryCode(bytes, fields));

        var values = dictionary.ToStrings(bytes);
        Assert.Equal(texts, dictionary.Codes.ToArray().Select(code => values[code]));
        Assert.Equal(texts.Distinct(), values);
        var (others, places) = Lay(Enumerable.Range(0, 4000).Select(static i => $"k{i}").ToArray());
        Assert.False(dictionary.TryCode(others, places));
    }

    private static (byte[] Bytes, ulong[] Fields) Lay(string[] texts)
    {
        var bytes = new List<byte>();
        var fields = new ulong[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var text = Encoding.UTF8.GetBytes(texts[i]);
            fields[i] = TextTable.Pack(bytes.Count, text.Length);
            bytes.AddRange(text);
        }

        return (bytes.ToArray(), fields);
    }

    private static TextColumn Column(string name, int field) => new(name, TextDataViewType.Instance, [(field, field + 1)], false);

    private static string Fast(string text, TextFormat format, TextColumn[] columns)
    {
        var layout = new TextLayout(columns, format);
        var table = new TextTable(layout);
        var reader = new TextRowReader(format, table);
        try
        {
            reader.Read(Block(text), long.MaxValue);
        }
        catch (TextLineException e)
        {
            return e.ToException(1 + e.Line, "text").Message;
        }

        var rows = Enumerable.Range(0, table.Rows)
            .Select(row => table.Line(row) + ":" + string.Join("|", table.Row(row).ToArray().Select(span => Encoding.UTF8.GetString(TextTable.Slice(table.Bytes, span)))));
        return string.Join("~", rows) + "~" + reader.Lines;
    }

    private static string Naive(string text, TextFormat format, TextColumn[] columns)
    {
        var block = Block(text);
        var cutter = new TextRecordCutter(format);
        var scanner = new TextFieldScanner(format, 5);
        var places = columns.Select(static c => c.Parts[0].Min).Order().ToArray();
        var rows = new List<string>();
        var line = 0;
        for (var at = 0; at < block.Length;)
        {
            var end = cutter.Find(block.Bytes.AsSpan(0, block.Length), at);
            if (end.Open)
            {
                return $"A quoted field opened on line {line + 1} of text was never closed: the file ends first.";
            }

            if (end.End > at && !TextRecordCutter.IsComment(block.Bytes.AsSpan(at, end.End - at)))
            {
                scanner.Scan(block.Bytes, at, end.End);
                var fields = Enumerable.Range(0, scanner.Count).ToDictionary(scanner.Place, i => Encoding.UTF8.GetString(TextTable.Slice(block.Bytes, scanner.Span(i))));
                rows.Add(line + ":" + string.Join("|", places.Select(place => fields.GetValueOrDefault(place, ""))));
            }

            line += end.Lines;
            at = end.Next;
        }

        return string.Join("~", rows) + "~" + line;
    }

    private static TextBlock Block(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var block = new TextBlock();
        block.Reserve(bytes.Length);
        bytes.CopyTo(block.Bytes, 0);
        block.Length = bytes.Length;
        return block;
    }
}
