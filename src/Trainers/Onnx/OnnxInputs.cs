using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>What a raw column is as inputs of an ONNX file. Dates and free text have no form that ONNX can take apart, so they come taken apart.</summary>
internal static class OnnxInputs
{
    /// <summary>The value of a date that is missing.</summary>
    public const long MissingDate = long.MinValue;

    private const string Date = "seconds from 1970-01-01T00:00 to the date as written, without a time zone applied; -9223372036854775808 for missing";
    private const string Words = "the text's words (runs of letters and digits) in lower case, one a column, empty behind the last";
    private const string Length = "the characters of the text";

    /// <summary>The type of a column's input, by the steps that read it.</summary>
    /// <exception cref="ArgumentException">One step takes the column for something else than another does.</exception>
    public static (OnnxType Type, int Columns, string? Meaning) Of(PortableModel model, PortableColumn column)
    {
        PortableStep[] readers = [.. Steps(model).Where(step => step.Inputs.Contains(column.Name))];
        var (dates, texts) = (readers.Count(step => step is DateStep), readers.Count(step => step is WordsStep or WordSumStep));
        if (dates + texts == 0)
        {
            return (column.Kind == PortableColumnKind.Text ? OnnxType.String : OnnxType.Float, column.Size, null);
        }

        if (dates != readers.Length && texts != readers.Length)
        {
            throw new ArgumentException($"Column '{column.Name}' is read as a date or free text and as something else too, which has no ONNX form. Train again without that column.");
        }

        return dates > 0 ? (OnnxType.Int64, 1, Date) : (OnnxType.String, OnnxModelBuilder.AnyColumns, Words);
    }

    /// <summary>The input that gives the length of a column of free text.</summary>
    public static (string Name, string Meaning) LengthOf(PortableModel model, string column)
    {
        var name = column + "_length";
        while (model.Columns.Any(other => other.Name == name))
        {
            name += "_";
        }

        return (name, Length);
    }

    private static IEnumerable<PortableStep> Steps(PortableModel model) =>
        model.Members.Select(member => member.Featurizer).Append(model.Passthrough).OfType<PortableFeaturizer>().SelectMany(featurizer => featurizer.Steps);
}
