using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>What every kind of column makes of the same texts.</summary>
public sealed class TextKindTests
{
    private static readonly string[] s_texts =
    [
        "1", "-1", "+1", " 1", "1 ", "", "?", "NA", "1.0", "1e3", "127", "128", "255", "256", "-128", "-129", "2147483647", "2147483648", "-2147483648",
        "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
        "99999999999999999999", "true", "False", "YES", "n", "t", "2020-01-02", "2020-01-02 03:04:05", "2020-01-02T03:04:05Z", "2020-01-02T03:04:05+02:00",
        "01/02/2020", "12:34:56", "1.02:03:04", "05:00", "0x1", "1,000", "0.1", "123456789.123456789", "1.7976931348623157e308", "5e-324",
        "0.30000000000000004", "\"1\"",
    ];

    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(
        DataKind.Int32,
        "error",
        "1=>1|-1=>-1| 1=>1|=>0|127=>127|128=>128|255=>255|256=>256|-128=>-128|-129=>-129|2147483647=>2147483647|-2147483648=>-2147483648|" +
        "\"1\"=>1")]
    [InlineData(
        DataKind.Byte,
        "error",
        "1=>1| 1=>1|=>0|127=>127|128=>128|255=>255|\"1\"=>1")]
    [InlineData(
        DataKind.Int64,
        "error",
        "1=>1|-1=>-1| 1=>1|=>0|127=>127|128=>128|255=>255|256=>256|-128=>-128|-129=>-129|2147483647=>2147483647|2147483648=>2147483648|" +
        "-2147483648=>-2147483648|4294967295=>4294967295|4294967296=>4294967296|9223372036854775807=>9223372036854775807|" +
        "-9223372036854775808=>-9223372036854775808|\"1\"=>1")]
    [InlineData(
        DataKind.UInt64,
        "error",
        "1=>1| 1=>1|=>0|127=>127|128=>128|255=>255|256=>256|2147483647=>2147483647|2147483648=>2147483648|4294967295=>4294967295|" +
        "4294967296=>4294967296|9223372036854775807=>9223372036854775807|9223372036854775808=>9223372036854775808|" +
        "18446744073709551615=>18446744073709551615|\"1\"=>1")]
    [InlineData(
        DataKind.SByte,
        "error",
        "1=>1|-1=>-1| 1=>1|=>0|127=>127|-128=>-128|\"1\"=>1")]
    [InlineData(
        DataKind.Int16,
        "error",
        "1=>1|-1=>-1| 1=>1|=>0|127=>127|128=>128|255=>255|256=>256|-128=>-128|-129=>-129|\"1\"=>1")]
    [InlineData(
        DataKind.UInt32,
        "error",
        "1=>1| 1=>1|=>0|127=>127|128=>128|255=>255|256=>256|2147483647=>2147483647|2147483648=>2147483648|4294967295=>4294967295|\"1\"=>1")]
    [InlineData(
        DataKind.Boolean,
        "error",
        "1=>True|-1=>False|+1=>True| 1=>True|=>False|true=>True|False=>False|YES=>True|n=>False|t=>True|\"1\"=>True")]
    [InlineData(
        DataKind.Double,
        "NaN",
        "1=>1|-1=>-1|+1=>1| 1=>1|1 =>1|=>0|1.0=>1|1e3=>1000|127=>127|128=>128|255=>255|256=>256|-128=>-128|-129=>-129|" +
        "2147483647=>2147483647|2147483648=>2147483648|-2147483648=>-2147483648|4294967295=>4294967295|4294967296=>4294967296|" +
        "9223372036854775807=>9.223372036854776E+18|9223372036854775808=>9.223372036854776E+18|-9223372036854775808=>-9.223372036854776E+18|" +
        "18446744073709551615=>1.8446744073709552E+19|18446744073709551616=>1.8446744073709552E+19|99999999999999999999=>1E+20|0.1=>0.1|" +
        "123456789.123456789=>123456789.12345679|1.7976931348623157e308=>1.7976931348623157E+308|5e-324=>5E-324|" +
        "0.30000000000000004=>0.30000000000000004|\"1\"=>1")]
    [InlineData(
        DataKind.DateTime,
        "error",
        "=>01/01/0001 00:00:00|2020-01-02=>01/02/2020 00:00:00|2020-01-02 03:04:05=>01/02/2020 03:04:05|" +
        "2020-01-02T03:04:05Z=>01/02/2020 03:04:05|2020-01-02T03:04:05+02:00=>01/02/2020 01:04:05|01/02/2020=>01/02/2020 00:00:00|" +
        "12:34:56=>TODAY 12:34:56|05:00=>TODAY 05:00:00")]
    [InlineData(
        DataKind.DateTimeOffset,
        "error",
        "=>01/01/0001 00:00:00 +00:00|2020-01-02=>01/02/2020 00:00:00 +00:00|2020-01-02 03:04:05=>01/02/2020 03:04:05 +00:00|" +
        "2020-01-02T03:04:05Z=>01/02/2020 03:04:05 +00:00|2020-01-02T03:04:05+02:00=>01/02/2020 03:04:05 +02:00|" +
        "01/02/2020=>01/02/2020 00:00:00 +00:00|12:34:56=>TODAY 12:34:56 +00:00|05:00=>TODAY 05:00:00 +00:00")]
    [InlineData(
        DataKind.TimeSpan,
        "error",
        "1=>1.00:00:00|-1=>-1.00:00:00| 1=>1.00:00:00|1 =>1.00:00:00|=>00:00:00|127=>127.00:00:00|128=>128.00:00:00|255=>255.00:00:00|" +
        "256=>256.00:00:00|-128=>-128.00:00:00|-129=>-129.00:00:00|12:34:56=>12:34:56|1.02:03:04=>1.02:03:04|05:00=>05:00:00|" +
        "\"1\"=>1.00:00:00")]
    public void Column_OfKind_ReadsTexts(DataKind kind, string others, string exceptions)
    {
        // A time without a date is one of today, as DateTime.Parse has it; read again where midnight came between.
        string today;
        (string, string)[] read;
        do
        {
            today = Today();
            read = [.. s_texts.Select(text => (text, Read(kind, text)))];
        }
        while (Today() != today);

        var expected = exceptions.Replace("TODAY", today, StringComparison.Ordinal).Split('|').Select(static e => e.Split("=>")).ToDictionary(static e => e[0], static e => e[1]);
        Assert.Equal(s_texts.Select(text => (text, expected.GetValueOrDefault(text, others))), read);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 2)]
    [InlineData("2", 3)]
    [InlineData("3", 0)]
    [InlineData("-1", 0)]
    [InlineData("?", 0)]
    [InlineData("", 0)]
    [InlineData("x", 0)]
    [InlineData("1.0", 0)]
    [InlineData(" 1", 2)]
    [InlineData("NA", 0)]
    public void KeyColumn_OfThreeCategories_CountsFromOneAndOthersAreMissing(string text, uint expected)
    {
        using var file = new TemporaryFile("x;" + text + "\n");
        var column = new TextLoader.Column("K", DataKind.UInt32, [new TextLoader.Range(1)], new KeyCount(3));

        Assert.Equal([expected], _ml.Data.LoadFromTextFile(file.Path, [column], ';').GetColumn<uint>("K"));
    }

    private static string Today() => DateTime.Today.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private string Read(DataKind kind, string text)
    {
        using var file = new TemporaryFile("x;" + text + "\n");
        var options = new TextLoader.Options { Separators = [';'], AllowQuoting = true, Columns = [new TextLoader.Column("K", kind, 1)] };
        try
        {
            var preview = _ml.Data.LoadFromTextFile(file.Path, options).Preview();
            return string.Create(CultureInfo.InvariantCulture, $"{preview.ColumnView[0].Values.Single()}");
        }
        catch (FormatException)
        {
            return "error";
        }
    }
}
