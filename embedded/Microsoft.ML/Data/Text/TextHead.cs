using System.Text;

namespace Microsoft.ML.Data;

/// <summary>What is known from the head of a file: the header and the number of fields. Read only when asked for.</summary>
internal sealed class TextHead
{
    private const int SampleLines = 100;
    private const int BlockBytes = 1 << 15;

    private readonly TextFormat _format;
    private readonly Lazy<string[]> _names;
    private readonly List<int> _widths = [];

    public TextHead(TextFormat format, IMultiStreamSource? header, IMultiStreamSource? sample)
    {
        _format = format;
        CanRead = sample is { Count: > 0 } || header is { Count: > 0 };
        HasWidth = format.InputSize > 0 || sample is { Count: > 0 };
        _names = new Lazy<string[]>(() => Read(header, sample));
    }

    public bool CanRead { get; }

    /// <summary>Whether the number of fields can be known.</summary>
    public bool HasWidth { get; }

    /// <summary>The fields of the header, trimmed; empty where there is none.</summary>
    public string[] Names => _names.Value;

    /// <summary>The number of fields in the header and the first lines, or as given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They differ, or there are none.</exception>
    public int GetWidth()
    {
        if (_format.InputSize > 0)
        {
            return _format.InputSize;
        }

        _ = _names.Value;
        if (_widths.Count == 0 || _widths.Min() != _widths.Max())
        {
            var found = _widths.Count == 0 ? "there is no line" : $"lines have {_widths.Min()} to {_widths.Max()} fields";
            throw new ArgumentOutOfRangeException(
                nameof(TextLoader.Options.Columns),
                $"A column goes to the end of the lines, but in the first {SampleLines} lines of the file {found}; give the last field, or InputSize.");
        }

        return _widths[0];
    }

    private string[] Read(IMultiStreamSource? header, IMultiStreamSource? sample)
    {
        string[]? names = null;
        if (header is { Count: > 0 })
        {
            // The first line of a header file is the header whatever the other files begin with.
            names = ReadLines(_format with { HasHeader = true }, header, 0);
        }

        if (sample is { Count: > 0 })
        {
            names = ReadLines(_format, sample, SampleLines) ?? names;
        }

        return names ?? [];
    }

    /// <summary>Reads the header, where there is one, and some lines; notes how many fields each has.</summary>
    private string[]? ReadLines(TextFormat format, IMultiStreamSource source, int lines)
    {
        using var blocks = new TextBlockReader(Utf8Source.Open(source, 0), format, BlockBytes);
        var preamble = new TextPreamble(format);
        var cutter = new TextRecordCutter(format);
        var scanner = new TextFieldScanner(format, int.MaxValue - 1);
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
                    _widths.Add(scanner.Scan(block.Bytes, start, end.End));
                    read++;
                }
            }
        }

        if (preamble.Header is not { } line)
        {
            return null;
        }

        var names = Fields(format, line);
        _widths.Add(names.Length);
        return names;
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
