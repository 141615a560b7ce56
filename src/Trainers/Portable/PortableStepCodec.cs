using static MLNetTuning.Trainers.Portable.PortableManifest;

namespace MLNetTuning.Trainers.Portable;

/// <summary>Steps to and from their part of the manifest. Only the kinds named here exist in a file.</summary>
internal static class PortableStepCodec
{
    public static StepPart Write(PortableStep step, PortableArrays arrays) => step switch
    {
        AffineStep affine => Part(step, "affine", arrays.Add(affine.Offset), arrays.Add(affine.Scale)),
        ReplaceMissingStep replace => Part(step, "replaceMissing", arrays.Add(replace.Replacement)),
        MissingIndicatorStep => Part(step, "missingIndicator"),
        ConcatenateStep => Part(step, "concatenate"),
        ParseNumberStep => Part(step, "parseNumber"),
        DateStep date => Part(step, date.DayFirst ? "dateDayFirst" : "dateMonthFirst"),
        WordsStep words => Part(step, "words") with { Categories = [.. words.Words] },
        WordSumStep sums => Part(step, "wordSums", arrays.Add(sums.Weights.Values.AsSpan(0, sums.Weights.Rows * sums.Weights.Columns).ToArray())) with { Categories = [.. sums.Words] },
        CategoryStep category => WriteCategory(category, arrays),
        _ => throw new PortableModelException($"A step of type {step.GetType().Name} has no form in a file."),
    };

    public static PortableStep Read(StepPart part, PortableArrays arrays)
    {
        if (part.Kind != "concatenate" && part.Inputs.Length != 1)
        {
            throw new PortableModelException($"The step that writes '{part.Output}' reads {part.Inputs.Length} columns instead of one; the file is damaged.");
        }

        float[] Array(int index) => index < part.Arrays.Length
            ? arrays.Get(part.Arrays[index])
            : throw new PortableModelException($"The step that writes '{part.Output}' lacks its numbers; the file is damaged.");

        return part.Kind switch
        {
            "affine" => new AffineStep(part.Inputs[0], part.Output, Array(0), Array(1)),
            "replaceMissing" => new ReplaceMissingStep(part.Inputs[0], part.Output, Array(0)),
            "missingIndicator" => new MissingIndicatorStep(part.Inputs[0], part.Output),
            "concatenate" => new ConcatenateStep(part.Inputs, part.Output),
            "parseNumber" => new ParseNumberStep(part.Inputs[0], part.Output),
            "dateDayFirst" or "dateMonthFirst" => new DateStep(part.Inputs[0], part.Output, part.Kind == "dateDayFirst"),
            "words" when part.Categories is not null => new WordsStep(part.Inputs[0], part.Output, part.Categories),
            "wordSums" when part.Categories is not null => new WordSumStep(part.Inputs[0], part.Output, part.Categories, Weights(part, Array(0))),
            "textCategory" when part.Categories is not null =>
                new CategoryStep(part.Inputs[0], part.Output, part.Categories, Table(part, part.Categories.Length, part.Arrays.Length > 0 ? Array(0) : null), part.Sum),
            "numberCategory" => new CategoryStep(part.Inputs[0], part.Output, Array(0), Table(part, Array(0).Length, part.Arrays.Length > 1 ? Array(1) : null), part.Sum),
            _ => throw new PortableModelException($"The step that writes '{part.Output}' is of the unknown kind '{part.Kind}'; the file was written by a newer version or is damaged."),
        };
    }

    private static StepPart WriteCategory(CategoryStep step, PortableArrays arrays)
    {
        var runs = new List<RunPart>();
        if (step.NumberCategories is not null)
        {
            runs.Add(arrays.Add(step.NumberCategories));
        }

        if (step.Table is not null)
        {
            runs.Add(arrays.Add(step.Table.Values[..(step.Table.Rows * step.Table.Columns)]));
        }

        var kind = step.TextCategories is null ? "numberCategory" : "textCategory";
        return new StepPart(kind, step.Output, [.. step.Inputs], [.. runs], step.TextCategories is null ? null : [.. step.TextCategories], step.Sum);
    }

    private static FloatMatrix? Table(StepPart part, int categories, float[]? values)
    {
        if (values is null)
        {
            return null;
        }

        var rows = categories + 2;
        return values.Length > 0 && values.Length % rows == 0
            ? new FloatMatrix(rows, values.Length / rows, values)
            : throw new PortableModelException($"The step that writes '{part.Output}' has {values.Length} codes for {rows} rows; the file is damaged.");
    }

    private static FloatMatrix Weights(StepPart part, float[] values)
    {
        var rows = part.Categories!.Length;
        return rows > 0 && values.Length > 0 && values.Length % rows == 0
            ? new FloatMatrix(rows, values.Length / rows, values)
            : throw new PortableModelException($"The step that writes '{part.Output}' has {values.Length} weights for {rows} words; the file is damaged.");
    }

    private static StepPart Part(PortableStep step, string kind, params RunPart[] arrays) =>
        new(kind, step.Output, [.. step.Inputs], arrays, null, false);
}
