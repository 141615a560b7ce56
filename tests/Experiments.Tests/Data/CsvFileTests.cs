using System.Globalization;
using System.IO.Compression;
using System.Text;
using MLNetTuning.Experiments.Data;

namespace MLNetTuning.Experiments.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnettuning").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder, "table.csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private static (string[] Names, string[][] Rows, string[] Notes) Read(string path, string? wanted = null)
    {
        using var file = CsvFile.Open(path, wanted);
        var rows = new List<string[]>();
        while (file.Read() is { } row)
        {
            rows.Add(row);
        }

        return (file.Names, [.. rows], [.. file.Notes()]);
    }

    [Fact]
    public void Read_QuotesSpacesAndLineBreaks_AreAsInRfc4180()
    {
        var (names, rows, _) = Read(Write("a,b,c\r\n1,\"x, \"\"y\"\"\r\nz\",3\r\n\r\n  4 , \"5\"  ,\n\"\",,\"q\"r\n"));
        Assert.Equal(["a", "b", "c"], names);
        Assert.Equal(["1", "x, \"y\"\nz", "3"], rows[0]);
        Assert.Equal(["4 ", "5", ""], rows[1]);
        Assert.Equal(["", "", "qr"], rows[2]);
    }

    [Fact]
    public void Read_FieldsLongerThanAnyBuffer_StayWhole()
    {
        var random = new Random(3);
        string[][] expected = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 3).Select(_ => new string((char)('a' + (i % 26)), random.Next(1, 9000)) + (i % 5 == 0 ? ",\"\n" : "")).ToArray())];
        var text = "a,b,c\n" + string.Join('\n', expected.Select(row => CsvText.Record(row)));
        Assert.Equal(expected, Read(Write(text)).Rows);
    }

    [Fact]
    public void Read_CompressedAndWide_ReadTheSame()
    {
        const string Text = "a;ä\n1;ö\n2;ü\n";
        var plain = Read(Write(Text));
        var utf16 = Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat("1;ö\n", 30)));
        Assert.Equal(plain.Rows, Read(Write([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)])).Rows);
        Assert.Equal(plain.Rows, Read(Write([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)])).Rows);
        Assert.Equal(29, Read(Write(utf16)).Rows.Length);
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(Text));
        }

        Assert.Equal(plain.Rows, Read(Write(bytes.ToArray())).Rows);
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreWindows1252WithANote()
    {
        var (_, rows, notes) = Read(Write([.. Encoding.ASCII.GetBytes("name,price\nM"), 0xFC, .. Encoding.ASCII.GetBytes("ller,5"), 0x80, (byte)'\n']));
        Assert.Equal(["Müller", "5€"], rows[0]);
        Assert.Contains("Windows-1252", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Empty(Read(Write("name,price\nMüller,5€\n")).Notes);
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest of an archive", "workbook")]
    [InlineData("PAR1xxxxxxxxxxxx", "Parquet")]
    [InlineData("%PDF-1.7 xxxxxxx", "PDF")]
    [InlineData("a\0\0\u0001\u0002bc", "no text")]
    public void Open_WhatIsNoText_IsRefusedByItsKind(string content, string kind)
    {
        var path = Write(content);
        Assert.Contains(kind, Assert.Throws<InvalidDataException>(() => CsvFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TheSeparator_IsTheOneThatMakesATable()
    {
        var german = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},5;1.000,{i + 10};{i},25\n"));
        Assert.Equal(["a", "b", "c"], Read(Write("a;b;c\n" + german)).Names);
        Assert.Equal(["a, b", "c"], Read(Write("\"a, b\"|c\n1,2|3\n")).Names);
        using var file = CsvFile.Open(Write("a;b;c\n" + german));
        Assert.True(file.Dialect.DecimalComma);
    }

    [Fact]
    public void Open_TitlesBeforeTheHeader_AreSkippedWithANote()
    {
        var (names, rows, notes) = Read(Write("Sales 2024\nas of today\n\nregion,amount,ok\nN,1,yes\nS,2,no\nW,3,no\n"));
        Assert.Equal(["region", "amount", "ok"], names);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("2 lines before the header", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NumbersWithoutAHeader_HaveGeneratedNamesWhenOneIsWanted()
    {
        var path = Write("569,2\n1.5,2.5,3.5,0\n2.5,3.5,4.5,1\n2.5,3.5,4.5,1\n2.5,3.5,4.5,1\n");
        Assert.Equal(["col0", "col1", "col2", "col3"], Read(path, "col3").Names);
        Assert.Equal(4, Read(path, "col3").Rows.Length);
        Assert.Equal(["1.5", "2.5", "3.5", "0"], Read(path, "y").Names);
    }

    [Fact]
    public void Read_EmptyFieldsBehindTheLastColumn_DoNotCount()
    {
        Assert.Equal([["1", "2"], ["3", ""]], Read(Write("a,b\n1,2,\n3,,,\n")).Rows);
        Assert.Throws<InvalidDataException>(() => Read(Write("a,b\n1,2,3\n")));
    }

    [Fact]
    public void Read_AFileThatGrows_EndsWhereItEndedWhenOpened()
    {
        var path = Write("a,b\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},x\n"))) + "1000,h");
        using var file = CsvFile.Open(path);
        Assert.True(file.Next());
        File.AppendAllText(path, "alf\n1001,new\n");
        var rows = 1;
        while (file.Next())
        {
            rows++;
        }

        Assert.Equal(1000, rows);
        Assert.Contains("grew", Assert.Single(file.Notes()), StringComparison.Ordinal);
    }
}
