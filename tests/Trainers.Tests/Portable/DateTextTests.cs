using System.Globalization;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2024-01-31", "2024-01-31 00:00:00")]
    [InlineData(" 2024/1/31 ", "2024-01-31 00:00:00")]
    [InlineData("2024.01.31 7:05", "2024-01-31 07:05:00")]
    [InlineData("20240131", "2024-01-31 00:00:00")]
    [InlineData("20240131235958", "2024-01-31 23:59:58")]
    [InlineData("20240131T23:59", "2024-01-31 23:59:00")]
    [InlineData("2024-01-31T10:11:12.1234567Z", "2024-01-31 10:11:12")]
    [InlineData("2024-01-31T10:11:12+02:00", "2024-01-31 10:11:12")]
    [InlineData("2024-01-31 10:11:12 -0530", "2024-01-31 10:11:12")]
    [InlineData("2024-01-31 10:11 UTC", "2024-01-31 10:11:00")]
    [InlineData("2024-Jan-31", "2024-01-31 00:00:00")]
    [InlineData("2024-01", "2024-01-01 00:00:00")]
    [InlineData("31.1.2024", "2024-01-31 00:00:00")]
    [InlineData("31.01.24 18:00:01", "2024-01-31 18:00:01")]
    [InlineData("31-Jan-1999", "1999-01-31 00:00:00")]
    [InlineData("31 January 2024", "2024-01-31 00:00:00")]
    [InlineData("31. Jan. 2024", "2024-01-31 00:00:00")]
    [InlineData("Wed, 31 Jan 2024 08:00:00 GMT", "2024-01-31 08:00:00")]
    [InlineData("Jan 31, 2024", "2024-01-31 00:00:00")]
    [InlineData("January 31, 2024 12:30 am", "2024-01-31 00:30:00")]
    [InlineData("Jan-24", "2024-01-01 00:00:00")]
    [InlineData("31/1/50 12:00 PM", "1950-01-31 12:00:00")]
    [InlineData("1/2024", "2024-01-01 00:00:00")]
    [InlineData("14:35", "2000-01-01 14:35:00")]
    [InlineData("2:35:10 pm", "2000-01-01 14:35:10")]
    public void TryRead_ADate_IsRead(string text, string expected)
    {
        Assert.True(DateText.TryRead(text, dayFirst: true, out var date));
        Assert.Equal(expected, date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("12345678")]
    [InlineData("2024")]
    [InlineData("2024-01-31x")]
    [InlineData("2024-01-31 25:00")]
    [InlineData("2024-01-31 10:60")]
    [InlineData("2024-01-31 13:00 pm")]
    [InlineData("1.2.3")]
    [InlineData("May be")]
    [InlineData("Mayor 5, 2024")]
    [InlineData("192.168.1.1")]
    [InlineData("+49 170 1234567")]
    [InlineData("1/2/345")]
    [InlineData("0000-01-01")]
    [InlineData("999999999999999999999999")]
    [InlineData("")]
    [InlineData("-----------")]
    public void TryRead_AnythingElse_IsNot(string text)
    {
        Assert.False(DateText.TryRead(text, dayFirst: true, out _));
        Assert.False(DateText.TryRead(text, dayFirst: false, out _));
    }

    [Fact]
    public void TryRead_TheOrderOfDayAndMonth_IsTheCallers()
    {
        Assert.True(DateText.TryRead("2/3/2024", dayFirst: true, out var european));
        Assert.True(DateText.TryRead("2/3/2024", dayFirst: false, out var american));
        Assert.Equal((3, 2), (european.Month, american.Month));
        Assert.False(DateText.TryRead("13/2/2024", dayFirst: false, out _));
    }
}
