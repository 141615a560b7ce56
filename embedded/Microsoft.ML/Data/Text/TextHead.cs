namespace Microsoft.ML.Data;

/// <summary>What is known from the head of a file: the header and the number of fields. Read only when asked for.</summary>
internal sealed class TextHead
{
    private const int SampleLines = 100;

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
            using var reader = new TextLineReader(header.OpenTextReader(0), format);
            if (reader.Next(out var line))
            {
                names = Fields(format, line);
            }
        }

        var width = format.InputSize;
        if (sample is { Count: > 0 })
        {
            using var reader = new TextLineReader(sample.OpenTextReader(0), format);
            var scanner = new TextFieldScanner(format, int.MaxValue - 1);
            for (var i = 0; i < SampleLines && reader.Next(out var line); i++)
            {
                if (i == 0 && format.HasHeader)
                {
                    names = Fields(format, line);
                    continue;
                }

                width = Math.Max(width, scanner.Scan(line));
            }
        }

        return (names, width);
    }

    private static string[] Fields(TextFormat format, ReadOnlySpan<char> line)
    {
        var scanner = new TextFieldScanner(format with { Sparse = false }, int.MaxValue - 1);
        var names = new string[scanner.Scan(line)];
        Array.Fill(names, "");
        for (var i = 0; i < scanner.Count; i++)
        {
            names[scanner.Source(i)] = scanner.Value(i).Trim().ToString();
        }

        return names;
    }
}
