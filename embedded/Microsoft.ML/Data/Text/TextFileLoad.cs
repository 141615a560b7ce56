namespace Microsoft.ML.Data;

/// <summary>One reading of files into columns: blocks are read by several threads and joined in their order.</summary>
internal sealed class TextFileLoad
{
    private const int BlockBytes = 1 << 19;

    private readonly TextFormat _format;
    private readonly TextLayout _layout;
    private readonly TextColumnReader[] _columns;
    private readonly Stack<TextBlockWorker> _idle = new();
    private readonly Queue<(TextBlockWorker Worker, Task<TextBlockResult> Result)> _running = new();
    private readonly int _workers;
    private string _file = "";
    private long _line;

    public TextFileLoad(TextColumn[] columns, TextFormat format)
    {
        _format = format;
        _layout = new TextLayout(columns, format);
        _columns = Array.ConvertAll(columns, column => TextColumnReader.Create(column, _layout, format));
        Stores = Array.ConvertAll(_columns, static column => column.CreateStore());
        Errors = new Exception?[columns.Length];

        // A limit of rows is kept most simply where the rows before are known.
        _workers = format.Parallel && format.MaxRows == long.MaxValue ? Environment.ProcessorCount : 1;
    }

    /// <summary>The columns.</summary>
    public ColumnStore[] Stores { get; }

    /// <summary>Why a column could not be read; null where it could.</summary>
    public Exception?[] Errors { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads all files.</summary>
    /// <exception cref="FormatException">A quoted field is not closed.</exception>
    public void Read(IMultiStreamSource source)
    {
        for (var i = 0; i < source.Count && Rows < _format.MaxRows; i++)
        {
            _file = source.GetPathOrNull(i) ?? $"stream {i}";
            _line = 1;
            using var blocks = new TextBlockReader(Utf8Source.Open(source, i), _format, BlockBytes);
            ReadBlocks(blocks);
        }

        foreach (var store in Stores)
        {
            store.Seal();
        }
    }

    private void ReadBlocks(TextBlockReader blocks)
    {
        var preamble = new TextPreamble(_format);
        try
        {
            while (Rows < _format.MaxRows)
            {
                var worker = _idle.TryPop(out var idle) ? idle : new TextBlockWorker(_format, _layout, _columns);
                if (!blocks.Next(worker.Block))
                {
                    _idle.Push(worker);
                    break;
                }

                preamble.Skip(worker.Block);
                if (_workers == 1 || worker.Block.IsLast)
                {
                    Drain(0);
                    Join(worker, worker.Read(_format.MaxRows - Rows));
                    continue;
                }

                _running.Enqueue((worker, Task.Run(() => worker.Read(long.MaxValue))));
                Drain(_workers);
            }

            Drain(0);
        }
        finally
        {
            // No thread may go on reading when this returns, by an error too.
            while (_running.TryDequeue(out var work))
            {
                Task.WaitAny(work.Result);
            }
        }
    }

    /// <summary>Joins the oldest blocks until no more than <paramref name="most"/> are being read.</summary>
    private void Drain(int most)
    {
        while (_running.Count > most)
        {
            var (worker, result) = _running.Dequeue();
            Join(worker, result.GetAwaiter().GetResult());
        }
    }

    private void Join(TextBlockWorker worker, TextBlockResult result)
    {
        _line += worker.Block.SkippedLines;
        if (result.Failure is { } failure)
        {
            throw failure.ToException(_line + failure.Line, _file);
        }

        for (var i = 0; i < result.Parts.Length; i++)
        {
            if (Errors[i] is null && result.Errors[i] is { } error)
            {
                Errors[i] = error.ToException(_columns[i].Column, _file, _line);
            }

            if (Errors[i] is null && result.Rows > 0)
            {
                Stores[i].Append(result.Parts[i]);
            }
        }

        Rows = checked(Rows + result.Rows);
        _line += result.Lines;
        _idle.Push(worker);
    }
}
