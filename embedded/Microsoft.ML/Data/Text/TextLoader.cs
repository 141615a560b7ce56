using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reads text files of separated fields.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly Options _options;
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(Options? options, IMultiStreamSource? sample)
    {
        options ??= new Options();
        var header = options.HeaderFile is null ? null : new MultiFileSource(options.HeaderFile);
        options = TextSchema.Read(options, header ?? sample);
        _options = options;
        _format = TextFormat.Create(options);
        var head = new TextHead(_format, header, sample);
        _columns = TextColumn.Bind(options.Columns is { Length: > 0 } columns ? columns : [new Column("Label", DataKind.Single, 0), new Column("Features", DataKind.Single, [new Range(1, null)])], head);
        _schema = DataViewSchema.Create(_columns.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type, c.Annotations(head))).ToArray());
    }

    /// <summary>A loader whose columns are bound to fields already.</summary>
    internal TextLoader(Options options, TextColumn[] columns, DataViewSchema schema)
    {
        _options = options;
        _format = TextFormat.Create(options);
        _columns = columns;
        _schema = schema;
    }

    /// <summary>The schema of what is loaded.</summary>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <summary>A data view over files. They are read when rows are first asked for; what was read stays in memory.</summary>
    /// <param name="source">The files.</param>
    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextDataView(_schema, _columns, _format, source);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => TextLoaderFile.Write(ctx, _options, _columns, _schema);

    internal static Options WithColumns<TInput>(Options options)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance;
        var fields = typeof(TInput).GetFields(Flags).Select(static f => ((MemberInfo)f, f.FieldType));
        var properties = typeof(TInput).GetProperties(Flags)
            .Where(static p => p.GetGetMethod() is not null && p.GetIndexParameters().Length == 0)
            .Select(static p => ((MemberInfo)p, p.PropertyType));
        options.Columns = fields.Concat(properties).Select(static m => ToColumn(m.Item1, m.Item2)).ToArray();
        return options.Columns.Length > 0
            ? options
            : throw new ArgumentException($"{typeof(TInput)} has no public field or property to read into.", nameof(options));
    }

    private static Column ToColumn(MemberInfo member, Type type)
    {
        var load = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw new InvalidOperationException($"'{member.Name}' of {member.DeclaringType} is missing the LoadColumn attribute: say which field of the file it is read from.");
        var item = type.IsSZArray ? type.GetElementType()! : type;
        if (!ColumnTypes.TryFromRaw(item, out var itemType) || itemType is RowIdDataViewType)
        {
            throw new InvalidOperationException($"'{member.Name}' of {member.DeclaringType} is a {type}, which cannot be read from text.");
        }

        var key = member.GetCustomAttribute<KeyTypeAttribute>();
        return new Column(
            member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            ColumnTypes.Kind(itemType.RawType),
            load.Sources,
            key is null ? null : new KeyCount(key.Count));
    }
}
