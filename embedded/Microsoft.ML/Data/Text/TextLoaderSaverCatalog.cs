using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Reads and writes text files.</summary>
public static class TextLoaderSaverCatalog
{
    /// <summary>A loader of text files with these columns.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">The character between fields. Default tab.</param>
    /// <param name="hasHeader">Whether the first line of a file is a header. Default false.</param>
    /// <param name="dataSample">Files to take the header and the number of fields from; null for none.</param>
    /// <param name="allowQuoting">Whether a field in double quotes may hold separators. Default false.</param>
    /// <param name="trimWhitespace">Whether white space at the end of lines is dropped. Default false.</param>
    /// <param name="allowSparse">Whether lines may hold index:value pairs. Default false.</param>
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var options = Options(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
        options.Columns = columns;
        return new TextLoader(options, dataSample);
    }

    /// <summary>A loader of text files.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How the files are read.</param>
    /// <param name="dataSample">Files to take the header and the number of fields from; null for none.</param>
    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource? dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextLoader(options, dataSample);
    }

    /// <summary>A loader of text files into the members of a class, each marked with <see cref="LoadColumnAttribute"/>.</summary>
    /// <typeparam name="TInput">The class.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="separatorChar">The character between fields. Default tab.</param>
    /// <param name="hasHeader">Whether the first line of a file is a header. Default false.</param>
    /// <param name="dataSample">Files to take the header and the number of fields from; null for none.</param>
    /// <param name="allowQuoting">Whether a field in double quotes may hold separators. Default false.</param>
    /// <param name="trimWhitespace">Whether white space at the end of lines is dropped. Default false.</param>
    /// <param name="allowSparse">Whether lines may hold index:value pairs. Default false.</param>
    /// <exception cref="InvalidOperationException">A member is not marked or cannot be read from text.</exception>
    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextLoader(TextLoader.WithColumns<TInput>(Options(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse)), dataSample);
    }

    /// <summary>A loader of text files into the members of a class, each marked with <see cref="LoadColumnAttribute"/>.</summary>
    /// <typeparam name="TInput">The class.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How the files are read; its columns are set from the class.</param>
    /// <param name="dataSample">Files to take the header and the number of fields from; null for none.</param>
    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource? dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextLoader(TextLoader.WithColumns<TInput>(options ?? new TextLoader.Options()), dataSample);
    }

    /// <summary>Loads a text file.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file; * and ? stand for several.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">The character between fields. Default tab.</param>
    /// <param name="hasHeader">Whether the first line is a header. Default false.</param>
    /// <param name="allowQuoting">Whether a field in double quotes may hold separators. Default false.</param>
    /// <param name="trimWhitespace">Whether white space at the end of lines is dropped. Default false.</param>
    /// <param name="allowSparse">Whether lines may hold index:value pairs. Default false.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(Files(path));

    /// <summary>Loads a text file.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file; * and ? stand for several.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var files = Files(path);
        return new TextLoader(options, files).Load(files);
    }

    /// <summary>Loads a text file into the members of a class, each marked with <see cref="LoadColumnAttribute"/>.</summary>
    /// <typeparam name="TInput">The class.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file; * and ? stand for several.</param>
    /// <param name="separatorChar">The character between fields. Default tab.</param>
    /// <param name="hasHeader">Whether the first line is a header. Default false.</param>
    /// <param name="allowQuoting">Whether a field in double quotes may hold separators. Default false.</param>
    /// <param name="trimWhitespace">Whether white space at the end of lines is dropped. Default false.</param>
    /// <param name="allowSparse">Whether lines may hold index:value pairs. Default false.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        var files = Files(path);
        return catalog.CreateTextLoader<TInput>(separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(files);
    }

    /// <summary>Loads a text file into the members of a class, each marked with <see cref="LoadColumnAttribute"/>.</summary>
    /// <typeparam name="TInput">The class.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file; * and ? stand for several.</param>
    /// <param name="options">How it is read; its columns are set from the class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        var files = Files(path);
        return catalog.CreateTextLoader<TInput>(options).Load(files);
    }

    /// <summary>Writes rows as text.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The rows.</param>
    /// <param name="stream">Where they go; left open.</param>
    /// <param name="separatorChar">The character between fields: tab (default), comma, semicolon, space or bar.</param>
    /// <param name="headerRow">Whether a line of column and slot names comes first. Default true.</param>
    /// <param name="schema">Whether comment lines before it say which columns there are. Default true.</param>
    /// <param name="keepHidden">Whether hidden columns are written too. Default false.</param>
    /// <param name="forceDense">Whether vectors are always written in full, rather than as index:value pairs where that is shorter. Default false.</param>
    public static void SaveAsText(
        this DataOperationsCatalog catalog,
        IDataView data,
        Stream stream,
        char separatorChar = '\t',
        bool headerRow = true,
        bool schema = true,
        bool keepHidden = false,
        bool forceDense = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        new TextSaver(separatorChar, headerRow, schema, keepHidden, forceDense).Save(data, stream);
    }

    private static TextLoader.Options Options(char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
    {
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = allowQuoting,
        TrimWhitespace = trimWhitespace,
        AllowSparse = allowSparse,
    };

    private static MultiFileSource Files(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var files = new MultiFileSource(path);
        return files.Count > 0 && File.Exists(files.GetPathOrNull(0))
            ? files
            : throw new ArgumentOutOfRangeException(nameof(path), $"File or directory does not exist at path: {path}");
    }
}
