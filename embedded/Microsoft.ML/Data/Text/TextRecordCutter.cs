namespace Microsoft.ML.Data;

/// <summary>Finds where records end: at a line break that is no part of a quoted field.</summary>
internal sealed class TextRecordCutter(TextFormat format)
{
    /// <summary>Finds the end of a record.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="from">Where the record starts.</param>
    /// <returns>Where the record ends and the next starts, and whether a quoted field is still open at the end of the text.</returns>
    public TextRecordEnd Find(ReadOnlySpan<byte> bytes, int from)
    {
        var open = false;
        var part = from;
        var lines = 0;
        var isComment = format.Multiline && IsComment(bytes[from..]);
        while (true)
        {
            var length = bytes[part..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? bytes.Length : part + length;
            open = format.Multiline && !isComment && EndsQuoted(bytes[part..end], open);
            if (length < 0)
            {
                return new TextRecordEnd(end, end, lines + (end > part ? 1 : 0), open);
            }

            lines++;
            var next = end + (bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? 2 : 1);
            if (!open)
            {
                return new TextRecordEnd(end, next, lines, false);
            }

            part = next;
        }
    }

    /// <summary>Where the last whole record of a text that starts with a record ends, its line break included; 0 where none does.</summary>
    public int LastEnd(ReadOnlySpan<byte> bytes)
    {
        // A carriage return at the very end may have a line feed behind it.
        var searched = bytes.Length > 0 && bytes[^1] == '\r' ? bytes[..^1] : bytes;
        if (!format.Multiline)
        {
            var feed = searched.LastIndexOf((byte)'\n');
            return feed >= 0 ? feed + 1 : searched.LastIndexOf((byte)'\r') + 1;
        }

        var start = 0;
        while (start < searched.Length)
        {
            var at = searched[start..].IndexOfAny((byte)'"', (byte)'\n', (byte)'\r');
            if (at < 0)
            {
                break;
            }

            var end = searched[start + at] == '"' ? Find(searched, start) : new TextRecordEnd(start + at, start + at + 1, 1, false);
            if (end.Open || end.Next == end.End)
            {
                break;
            }

            start = end.Next;
        }

        return start;
    }

    public static bool IsComment(ReadOnlySpan<byte> line) => line.StartsWith("//"u8);

    /// <summary>Whether a part of a line leaves a quoted field open.</summary>
    private bool EndsQuoted(ReadOnlySpan<byte> part, bool quoted)
    {
        var i = 0;
        while (true)
        {
            if (!quoted)
            {
                while (format.SkipSpaces && i < part.Length && part[i] == ' ')
                {
                    i++;
                }

                quoted = i < part.Length && part[i] == '"';
                i += quoted ? 1 : 0;
            }

            if (quoted && !SkipQuoted(part, ref i))
            {
                return true;
            }

            // Anything but spaces behind the closing quote is an error, and the rest of the line is not looked at.
            if (quoted && !OnlySpacesBeforeSeparator(part[i..]))
            {
                return false;
            }

            quoted = false;
            var separator = format.FieldSeparators.IndexIn(part[i..], out var width);
            if (separator < 0)
            {
                return false;
            }

            i += separator + width;
        }
    }

    private bool OnlySpacesBeforeSeparator(ReadOnlySpan<byte> rest)
    {
        rest = format.SkipSpaces ? rest.TrimStart((byte)' ') : rest;
        return rest.IsEmpty || format.FieldSeparators.WidthAt(rest) > 0;
    }

    /// <summary>Moves behind the closing quote; false where there is none.</summary>
    private bool SkipQuoted(ReadOnlySpan<byte> part, ref int i)
    {
        var escape = format.EscapeBytes;
        while (i < part.Length)
        {
            if (part[i..].StartsWith(escape) && (format.Escape != '"' || (i + 1 < part.Length && part[i + 1] == '"')))
            {
                i += escape.Length + 1;
            }
            else if (part[i++] == '"')
            {
                return true;
            }
        }

        return false;
    }
}
