using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>What code is generated from.</summary>
/// <param name="Name">The solution's name: a C# identifier.</param>
/// <param name="Record">The search.</param>
/// <param name="Model">Its model.</param>
internal sealed record CodeInput(string Name, ReportRecord Record, PortableModel Model)
{
    public PredictionTask Task => Model.Label.Task;

    /// <summary>The members, heaviest first, each with its trial.</summary>
    public IReadOnlyList<(MemberRecord Member, TrialRecordPart Trial)> Members =>
        [.. Record.Members.Select(member => (member, Record.Trials.First(trial => trial.Id == member.Trial)))];

    /// <summary>The catalog of ML.NET for the task.</summary>
    public string Catalog => Task switch
    {
        PredictionTask.Binary => "BinaryClassification",
        PredictionTask.Multiclass => "MulticlassClassification",
        _ => "Regression",
    };

    /// <summary>The name of a member in code.</summary>
    public static string NameOf(TrialRecordPart trial) => CSharpText.Identifier(trial.Trainer) + trial.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
