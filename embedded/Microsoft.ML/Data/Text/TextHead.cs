using System.Text;

namespace Microsoft.ML.Data;

/// <summary>What is known from the head of a file: the header and the number of fields. Read only when asked for.</summary>
internal sealed class TextHead
{
    private const int SampleLines = 100;
    private const int BlockBytes = 1 << 15;

    private readonly Lazy<(string[] Names, int Width)> _content;

    public TextHead(TextFormat format, IMultiStreamSource? header, IMultiStreamSource? sample)
    {
        CanRead = sample is { Count: > 0 } || header is { Count: > 0 };
        HasWidth = format.InputSize > 0 || sample is { Count: > 0 };
        _content = new Lazy<(string[], int)>(() => Read(format, header, sample));
    }

    public bool CanRead { get; }

    /// <summary>Whether the number of fields can be known.</summary>
    public bool HasWidth { get; }

    /// <summary>The fields of the header, trimmed; empty where there is none.</summary>
    public string[] Names => _content.Value.Names;

    /// <summary>The greatest number of fields in the first lines.</summary>
    public int Width => _content.Value.Width;

    private static (string[] Names, int Width) Read(TextFormat format, IMultiStreamSource? header, IMultiStreamSource? sample)
    {
        string[] names = [];
        if (header is { Count: > 0 })
        {
            // The first line of a header file is the header whatever the other files begin with.
            ReadLines(format with { HasHeader = true }, header, 0, ref names);
        }

        var width = format.InputSize;
        if (sample is { Count: > 0 })
        {
            width = Math.Max(width, ReadLines(format, sample, SampleLines, ref names));
        }

        return (names, width);
    }

    /// <summary>Reads the header, where there is one, and some lines.</summary>
    /// <returns>The greatest number of fields in the lines.</returns>
    private static int ReadLines(TextFormat format, IMultiStreamSource source, int lines, ref string[] names)
    {
        using var blocks = new TextBlockReader(Utf8Source.Open(source, 0), format, BlockBytes);
        var preamble = new TextPreamble(format);
        var cutter = new TextRecordCutter(format);
        var scanner = new TextFieldScanner(format, int.MaxValue - 1);
        var width = 0;
        var block = new TextBlock();
        for (var read = 0; (read < lines || !preamble.IsOver) && blocks.Next(block);)
        {
            preamble.Skip(block);
            while (read < lines && block.Start < block.Length)
            {
                var start = block.Start;
                var end = cutter.Find(block.Bytes.AsSpan(0, block.Length), start);
                block.Start = end.Next;
                if (end.End > start && !TextRecordCutter.IsComment(block.Bytes.AsSpan(start, end.End - start)))
                {
                    width = Math.Max(width, scanner.Scan(block.Bytes, start, end.End));
                    read++;
                }
            }
        }

        names = preamble.Header is { } line ? Fields(format, line) : names;
        return width;
    }

    private static string[] Fields(TextFormat format, byte[] line)
    {
        var scanner = new TextFieldScanner(format with { Sparse = false }, int.MaxValue - 1);
        var names = new string[scanner.Scan(line, 0, line.Length)];
        Array.Fill(names, "");
        for (var i = 0; i < scanner.Count; i++)
        {
            names[scanner.Place(i)] = Encoding.UTF8.GetString(TextTable.Slice(line, scanner.Span(i))).Trim();
        }

        return names;
    }
}
