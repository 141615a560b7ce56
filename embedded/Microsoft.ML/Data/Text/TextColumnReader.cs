namespace Microsoft.ML.Data;

/// <summary>Makes a column of the fields of blocks. It holds no state: several threads may read with it.</summary>
internal abstract class TextColumnReader(TextColumn column, TextLayout layout)
{
    public TextColumn Column => column;

    protected TextLayout Layout => layout;

    /// <summary>A reader of a column.</summary>
    public static TextColumnReader Create(TextColumn column, TextLayout layout, TextFormat format)
    {
        var item = column.Type.ItemType();
        var marker = format.DecimalMarker;
        return item.RawType switch
        {
            _ when item is KeyDataViewType => Type.GetTypeCode(item.RawType) switch
            {
                TypeCode.Byte => Other<byte>(),
                TypeCode.UInt16 => Other<ushort>(),
                TypeCode.UInt32 => Other<uint>(),
                _ => Other<ulong>(),
            },
            _ when item is TextDataViewType => column.Type is VectorDataViewType
                ? new TextVectorReader<ReadOnlyMemory<char>, TextItemParser>(column, layout, default, format.EmptyIsNaN)
                : new TextTextReader(column, layout),
            var t when t == typeof(float) => Of<float, SingleFieldParser>(new SingleFieldParser(Parser<float>(), marker)),
            var t when t == typeof(double) => Of<double, DoubleFieldParser>(new DoubleFieldParser(Parser<double>(), marker)),
            var t when t == typeof(bool) => Of<bool, BooleanFieldParser>(new BooleanFieldParser(Parser<bool>())),
            var t when t == typeof(sbyte) => Integer<sbyte>(),
            var t when t == typeof(byte) => Integer<byte>(),
            var t when t == typeof(short) => Integer<short>(),
            var t when t == typeof(ushort) => Integer<ushort>(),
            var t when t == typeof(int) => Integer<int>(),
            var t when t == typeof(uint) => Integer<uint>(),
            var t when t == typeof(long) => Integer<long>(),
            var t when t == typeof(ulong) => Integer<ulong>(),
            var t when t == typeof(DateTime) => Other<DateTime>(),
            var t when t == typeof(DateTimeOffset) => Other<DateTimeOffset>(),
            _ => Other<TimeSpan>(),
        };

        TextColumnReader Integer<T>()
            where T : struct, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
            Of<T, IntegerFieldParser<T>>(new IntegerFieldParser<T>(Parser<T>()));
        TextColumnReader Other<T>() =>
            Of<T, OtherFieldParser<T>>(new OtherFieldParser<T>(Parser<T>(), TextParsers.HasMissing(item)));
        TextParser<T> Parser<T>() => TextParsers.For<T>(item, format.EmptyIsNaN, marker);
        TextColumnReader Of<T, TParser>(TParser parser)
            where TParser : struct, IFieldParser<T> => column.Type is VectorDataViewType
            ? new TextVectorReader<T, TParser>(column, layout, parser, format.EmptyIsNaN)
            : new TextScalarReader<T, TParser>(column, layout, parser);
    }

    /// <summary>An empty store for the parts.</summary>
    public abstract ColumnStore CreateStore();

    /// <summary>Reads the values of all rows of a table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="scratch">Memory of the calling thread.</param>
    /// <param name="error">The first value that cannot be read; the column is of no use then.</param>
    public abstract ColumnPart Read(TextTable table, TextScratch scratch, ref TextValueError? error);

    /// <summary>The slot of the table, or the place in the line, of the only field.</summary>
    protected int OnlyField() => Layout.IsRagged ? Column.Parts[0].Min : Layout.SlotsOf(Column)[0];
}
