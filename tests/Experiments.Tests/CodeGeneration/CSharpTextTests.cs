using MLNetTuning.Experiments.CodeGeneration;

namespace MLNetTuning.Experiments.Tests.CodeGeneration;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("monthly charges", "MonthlyCharges")]
    [InlineData("class", "Class")]
    [InlineData("größe €", "Größe")]
    [InlineData("1st", "Column1st")]
    [InlineData("😀", "Column")]
    [InlineData("a_b-c", "ABC")]
    [InlineData("X", "X")]
    public void Identifier_AnyName_LettersAndDigits(string name, string expected) => Assert.Equal(expected, CSharpText.Identifier(name));

    [Fact]
    public void Identifier_TwoSpellingsOfOneLetter_OneName() => Assert.Equal(CSharpText.Identifier("caf\u00e9"), CSharpText.Identifier("cafe\u0301"));

    [Theory]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("two\nlines\r\t", "\"two\\nlines\\r\\t\"")]
    [InlineData("\u2028\u0000", "\"\\U00002028\\U00000000\"")]
    [InlineData("ü 😀 {x}", "\"ü 😀 {x}\"")]
    public void Literal_Text_Escaped(string text, string expected) => Assert.Equal(expected, CSharpText.Literal(text));

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(-2.5, "-2.5")]
    public void Literal_Number_IsADouble(double value, string expected) => Assert.Equal(expected, CSharpText.Literal(value));

    [Fact]
    public void PropertyNames_SameAfterCleaning_Numbered() => Assert.Equal(
        ["AB", "AB2", "AB3", "Equals2", "InputRow2", "Column", "Column2", "X1", "X1_2"],
        PropertyNames.Of(["a b", "a-b", "AB", "equals", "InputRow", "😀", "€", "x1", "X1"]));
}
