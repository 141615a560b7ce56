namespace Microsoft.ML.Data;

/// <summary>A column of a text loader, bound to fields: parts [Min, Limit) in order.</summary>
internal sealed record TextColumn(string Name, DataViewType Type, (int Min, int Limit)[] Parts, bool IsVariable)
{
    /// <summary>The last field needed; the greatest number where the last part goes to the end of every line.</summary>
    public int LastField => IsVariable ? int.MaxValue - 1 : Parts.Max(static p => p.Limit) - 1;

    public static TextColumn[] Bind(TextLoader.Column[] columns, TextHead head)
    {
        if (columns.Length == 0)
        {
            throw new ArgumentException("Name at least one column to load.", nameof(columns));
        }

        var other = Array.FindIndex(columns, static c => c?.Source?.Any(static r => r.AllOther) == true);
        if (columns.Count(static c => c?.Source?.Any(static r => r.AllOther) == true) > 1)
        {
            throw new ArgumentException("At most one range can take all other fields (AllOther).", nameof(columns));
        }

        var named = columns.Where((_, i) => i != other).SelectMany(static c => c.Source ?? []).ToArray();
        return columns.Select(column => Bind(column, head, named)).ToArray();
    }

    public DataViewSchema.Annotations Annotations(TextHead head)
    {
        if (Type is not VectorDataViewType { IsKnownSize: true } || !head.CanRead || head.Names.Length == 0)
        {
            return DataViewSchema.Annotations.Empty;
        }

        var names = Parts.SelectMany(static p => Enumerable.Range(p.Min, p.Limit - p.Min))
            .Select(i => (i < head.Names.Length ? head.Names[i] : "").AsMemory())
            .ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddSlotNames(names);
        return builder.ToAnnotations();
    }

    private static TextColumn Bind(TextLoader.Column column, TextHead head, TextLoader.Range[] named)
    {
        if (string.IsNullOrWhiteSpace(column?.Name))
        {
            throw new ArgumentOutOfRangeException(nameof(column), "A column has no name (Column.Name); give it one.");
        }

        if (column.Source is not { Length: > 0 })
        {
            throw new ArgumentException($"Column '{column.Name}' names no field (Source); name at least one.", nameof(column));
        }

        var parts = column.Source.SelectMany(range => FieldsOf(column, range, head, named)).ToArray();
        CheckOverlap(column, parts);
        var isVariable = column.Source.Any(static r => r.Max is null && r.VariableEnd);
        var size = isVariable ? 0 : parts.Sum(static p => p.Limit - p.Min);
        var isVector = isVariable || parts.Length > 1 || size > 1 || column.Source.Any(static r => r.ForceVector || r.AutoEnd || r.AllOther);
        var item = Item(column);
        return new TextColumn(column.Name.Trim(), isVector ? new VectorDataViewType(item, size) : item, parts, isVariable);
    }

    private static IEnumerable<(int Min, int Limit)> FieldsOf(TextLoader.Column column, TextLoader.Range range, TextHead head, TextLoader.Range[] named)
    {
        if (range.Min < 0 || range.Max < range.Min)
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' names the fields {range.Min} to {range.Max}; fields count from 0 and the last is not before the first.");
        }

        var limit = range switch
        {
            { Max: { } max } => max + 1,
            { VariableEnd: true } => int.MaxValue,
            { AutoEnd: true } or { AllOther: true } => Width(column, range, head),
            _ => range.Min + 1,
        };
        return range.AllOther ? Others(column, range.Min, limit, named) : [(range.Min, limit)];
    }

    private static int Width(TextLoader.Column column, TextLoader.Range range, TextHead head)
    {
        if (!head.HasWidth)
        {
            throw new ArgumentException($"Column '{column.Name}' goes to the end of the lines, but there is no file to count fields in; give the last field, InputSize, or a data sample.", nameof(column));
        }

        var width = head.GetWidth();
        return range.Min < width
            ? width
            : throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' starts at field {range.Min}, but the file has only {width} fields, counted from 0.");
    }

    private static IEnumerable<(int Min, int Limit)> Others(TextLoader.Column column, int min, int limit, TextLoader.Range[] named)
    {
        var free = Enumerable.Range(min, limit - min)
            .Where(i => !named.Any(r => i >= r.Min && (i <= (r.Max ?? r.Min) || r.AutoEnd || r.VariableEnd)))
            .Select(static i => (i, i + 1))
            .ToArray();
        return free.Length > 0
            ? free
            : throw new ArgumentException($"Column '{column.Name}' takes all other fields, but the other columns leave none.", nameof(column));
    }

    private static void CheckOverlap(TextLoader.Column column, (int Min, int Limit)[] parts)
    {
        var sorted = parts.OrderBy(static p => p.Min).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Min < sorted[i - 1].Limit)
            {
                throw new ArgumentException($"Column '{column.Name}' names field {sorted[i].Min} twice.", nameof(column));
            }
        }
    }

    private static PrimitiveDataViewType Item(TextLoader.Column column)
    {
        var item = ColumnTypes.FromKind(column.DataKind);
        if (column.KeyCount is null)
        {
            return item;
        }

        if (!KeyDataViewType.IsValidDataType(item.RawType))
        {
            throw new ArgumentException($"Column '{column.Name}' is a key of kind {column.DataKind}; a key is a Byte, UInt16, UInt32 or UInt64.", nameof(column));
        }

        return new KeyDataViewType(item.RawType, column.KeyCount.Count ?? System.Type.GetTypeCode(item.RawType) switch
        {
            TypeCode.Byte => byte.MaxValue,
            TypeCode.UInt16 => ushort.MaxValue,
            TypeCode.UInt32 => uint.MaxValue,
            _ => ulong.MaxValue,
        });
    }
}
