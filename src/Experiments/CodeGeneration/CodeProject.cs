using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>A search's result as a C# solution of two projects: one that trains, one that scores.</summary>
internal static class CodeProject
{
    /// <summary>Where the scoring project expects the model.</summary>
    public const string ModelPath = "Score/model.mltune";

    /// <summary>All files but the model. Equal input gives equal text.</summary>
    /// <exception cref="NotSupportedException">The model reads a column that one property cannot hold.</exception>
    public static IReadOnlyList<GeneratedFile> Generate(CodeInput input)
    {
        if (input.Model.Columns.FirstOrDefault(column => column.Size != 1) is { } vector)
        {
            throw new NotSupportedException($"The model reads '{vector.Name}' as {vector.Size} values a row; code is generated for columns of one value, as files have them.");
        }

        return [.. SolutionFiles.Of(input), .. ScoreFiles.Of(input), .. TrainFiles.Of(input)];
    }

    /// <summary>The solution's name from that of its folder.</summary>
    public static string NameFrom(string folder)
    {
        var name = CSharpText.Identifier(folder);

        // A namespace of one of these names would hide theirs.
        return name is "System" or "Microsoft" or "MLNetTuning" ? name + "Model" : name;
    }

    /// <summary>What a column is to a reader of the code.</summary>
    public static string KindOf(PortableColumn column) => column.Kind switch
    {
        PortableColumnKind.Text => "a text; empty where it is missing",
        PortableColumnKind.Boolean => "true or false",
        _ => "a number; NaN where it is missing",
    };
}
