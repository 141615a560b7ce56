using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Data;

/// <summary>
/// The settings of a loader that stand in comments before the rows of a file, as saved text has them: <c>#@ TextLoader{ sep=tab col=A:R4:0 }</c>.
/// </summary>
internal static partial class TextSchema
{
    private const int HeadBytes = 1 << 16;

    private static readonly (string Key, Action<TextLoader.Options, bool> Set)[] s_switches =
    [
        ("header", static (o, v) => o.HasHeader = v),
        ("quote", static (o, v) => o.AllowQuoting = v),
        ("sparse", static (o, v) => o.AllowSparse = v),
        ("trim", static (o, v) => o.TrimWhitespace = v),
        ("multilines", static (o, v) => o.ReadMultilines = v),
        ("missingrealnan", static (o, v) => o.MissingRealsAsNaNs = v),
        ("threads", static (_, _) => { }),
    ];

    /// <summary>The settings a file brings along, with threads, header file and limit of rows from <paramref name="options"/>.</summary>
    /// <returns>The options given where the file has none, or where any other setting is given: then the file's are left alone.</returns>
    /// <exception cref="InvalidOperationException">The file's settings cannot be understood.</exception>
    public static TextLoader.Options Read(TextLoader.Options options, IMultiStreamSource? source)
    {
        if (source is not { Count: > 0 } || !IsDefault(options) || Find(source) is not { } text)
        {
            return options;
        }

        var match = Whole().Match(text);
        var read = new TextLoader.Options { UseThreads = options.UseThreads, HeaderFile = options.HeaderFile };
        var columns = new List<TextLoader.Column>();
        foreach (var setting in match.Groups["setting"].Captures.Select(static c => c.Value))
        {
            if (!TrySet(read, columns, setting))
            {
                throw Invalid(source, $"'{setting}' is not understood");
            }
        }

        if (!match.Success || columns.Count == 0)
        {
            throw Invalid(source, match.Success ? "they name no column" : "they are not of the form TextLoader{ ... }");
        }

        read.MaxRows = options.MaxRows;
        read.Columns = [.. columns];
        return read;
    }

    private static InvalidOperationException Invalid(IMultiStreamSource source, string reason) => new(
        $"TextLoader options embedded in the file are invalid: {reason} ({source.GetPathOrNull(0) ?? "stream 0"}). Give columns or other options, and they are not read.");

    private static bool IsDefault(TextLoader.Options o) => o.Columns is null or [] && o.Separators is ['\t'] && o is
    {
        AllowQuoting: false, AllowSparse: false, InputSize: null, DecimalMarker: '.', TrimWhitespace: false, HasHeader: false, ReadMultilines: false,
        EscapeChar: '"', MissingRealsAsNaNs: false,
    };

    /// <summary>What the lines that start with #@ hold, among the lines that start with # before all others; null where there are none.</summary>
    private static string? Find(IMultiStreamSource source)
    {
        using var bytes = Utf8Source.Open(source, 0);
        var head = new byte[HeadBytes];
        var lines = Encoding.UTF8.GetString(head, 0, bytes.Read(head)).Split('\n');
        var settings = lines.TakeWhile(static line => line.StartsWith('#')).Where(static line => line.StartsWith("#@", StringComparison.Ordinal)).ToArray();
        return settings.Length == 0 ? null : string.Join(' ', settings.Select(static line => line[2..].Trim()));
    }

    private static bool TrySet(TextLoader.Options options, List<TextLoader.Column> columns, string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            var set = setting[^1] is '+' or '-' ? s_switches.FirstOrDefault(s => s.Key == setting[..^1]).Set : null;
            set?.Invoke(options, setting[^1] == '+');
            return set is not null;
        }

        var value = setting[(equals + 1)..];
        switch (setting[..equals])
        {
            case "col":
                columns.Add(Column(value)!);
                return columns[^1] is not null;
            case "sep":
                options.Separators = value == "," ? [','] : Array.ConvertAll(value.Split(','), Separator);
                return !options.Separators.Contains('\0');
            case "decimal" when value.Length == 1:
                options.DecimalMarker = value[0];
                return true;
            case "escapechar" when value.Length == 1:
                options.EscapeChar = value[0];
                return true;
            case "size" when int.TryParse(value, CultureInfo.InvariantCulture, out var size):
                options.InputSize = size;
                return true;
            default:
                // How many rows are read is for the caller to say.
                return setting.StartsWith("rows=", StringComparison.Ordinal);
        }
    }

    private static char Separator(string name) => name switch
    {
        "tab" => '\t',
        "space" => ' ',
        "comma" => ',',
        "colon" => ':',
        "semicolon" => ';',
        "bar" => '|',
        _ => name.Length == 1 ? name[0] : '\0',
    };

    /// <summary>Name:Kind:Fields, Name:Fields, or {name=Name type=Kind src=Fields}.</summary>
    private static TextLoader.Column? Column(string text)
    {
        var match = InBraces().Match(text);
        match = match.Success ? match : Plain().Match(text);
        var (kind, count) = (match.Groups["kind"], match.Groups["count"]);
        if (!match.Success || !TryKind(kind.Success ? kind.Value : "R4", out var dataKind))
        {
            return null;
        }

        var ranges = match.Groups["range"].Captures.Select(static c => Range(c.Value)).ToArray();
        var keys = count.Success && ulong.TryParse(count.Value, CultureInfo.InvariantCulture, out var number) ? new KeyCount(number) : null;
        return new TextLoader.Column(match.Groups["name"].Value, dataKind, ranges, keys);
    }

    private static TextLoader.Range Range(string text)
    {
        var dash = text.IndexOfAny(['-', '~']);
        var min = dash == 0 ? 0 : int.Parse(dash < 0 ? text : text[..dash], CultureInfo.InvariantCulture);
        var rest = dash < 0 ? "" : text[(dash + 1)..];
        return new TextLoader.Range
        {
            Min = min,
            Max = dash < 0 ? min : int.TryParse(rest, CultureInfo.InvariantCulture, out var max) ? max : null,
            ForceVector = dash >= 0,
            AllOther = dash >= 0 && text[dash] == '~',
            AutoEnd = dash >= 0 && rest is "" or "*",
            VariableEnd = rest == "**",
        };
    }

    private static bool TryKind(string name, out DataKind kind)
    {
        kind = Enum.GetValues<DataKind>().FirstOrDefault(k => k.ToShortName() == name || k.ToString() == name);
        return kind != default;
    }

    [GeneratedRegex(@"^\s*(TextLoader|Text)\s*\{\s*((?<setting>(\{[^}]*\}|[^\s{}])+)\s*)*\}\s*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<name>[^:]+):((?<kind>\w+)(\[(?<count>\d+)\])?:)?((?<range>\d{1,9}|\d{0,9}~(\d{1,9}|\*\*?)?|\d{1,9}-(\d{1,9}|\*\*?)?)(,|$))+$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\{\s*name=(?<name>\S+)\s+(type=(?<kind>\w+)(\[(?<count>\d+)\])?\s+)?src=((?<range>\d{1,9}(-(\d{1,9}|\*\*?)?)?)(,|\s*(?=\})))+\}$")]
    private static partial Regex InBraces();
}
