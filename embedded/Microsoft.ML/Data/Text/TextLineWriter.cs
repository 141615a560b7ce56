using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes lines of fields: in full up to some column, and from there on as index:value pairs where that is shorter.</summary>
internal sealed class TextLineWriter(TextWriter writer, char separator, bool forceDense)
{
    // A pair counts as this many fields.
    private const double PairWeight = 2.5;
    private const int LeastPairs = 5;

    private readonly List<(int Slot, string Text)> _items = [];
    private readonly List<(int Slots, int Items, string Default)> _columns = [];
    private int _slots;

    public void Write(TextFieldWriter[] fields, Action<TextFieldWriter, TextLineWriter> write)
    {
        _items.Clear();
        _columns.Clear();
        _slots = 0;
        foreach (var field in fields)
        {
            write(field, this);
        }

        End();
    }

    /// <summary>Takes the values of a column; those equal to its default are left out.</summary>
    public void Add(int length, string defaultText, IEnumerable<KeyValuePair<int, string>> values)
    {
        foreach (var (index, text) in values)
        {
            if (text != defaultText)
            {
                _items.Add((_slots + index, text));
            }
        }

        _slots += length;
        _columns.Add((_slots, _items.Count, defaultText));
    }

    private void End()
    {
        var dense = forceDense ? _columns.Count : Split();
        var line = new StringBuilder();
        var next = WriteDense(line, dense);
        if (dense < _columns.Count)
        {
            WritePairs(line, dense, next);
        }

        writer.Write(line);
        writer.WriteLine();
    }

    /// <summary>How many columns are written in full so that the line is shortest.</summary>
    private int Split()
    {
        var best = 0;
        var least = PairWeight * _items.Count;
        for (var i = 0; i < _columns.Count; i++)
        {
            var score = _columns[i].Slots + (PairWeight * (_items.Count - _columns[i].Items));
            if (score < least)
            {
                least = score;
                best = i + 1;
            }
        }

        var full = best == 0 ? 0 : _columns[best - 1].Slots;
        return _slots - full < LeastPairs || _slots - full < full / 5 ? _columns.Count : best;
    }

    private int WriteDense(StringBuilder line, int columns)
    {
        var next = 0;
        var slot = 0;
        for (var i = 0; i < columns; i++)
        {
            for (; slot < _columns[i].Slots; slot++)
            {
                if (slot > 0)
                {
                    line.Append(separator);
                }

                line.Append(next < _items.Count && _items[next].Slot == slot ? _items[next++].Text : _columns[i].Default);
            }
        }

        return next;
    }

    private void WritePairs(StringBuilder line, int columns, int next)
    {
        var full = columns == 0 ? 0 : _columns[columns - 1].Slots;
        if (full > 0)
        {
            line.Append(separator);
        }

        line.Append(CultureInfo.InvariantCulture, $"{_slots - full}");
        if (next == _items.Count)
        {
            // Without any pair the size would be taken for a value.
            line.Append(separator).Append("0:").Append(_columns[columns].Default);
        }

        for (; next < _items.Count; next++)
        {
            line.Append(separator).Append(CultureInfo.InvariantCulture, $"{_items[next].Slot - full}:{_items[next].Text}");
        }
    }
}
