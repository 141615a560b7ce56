namespace MLNetTuning.Experiments.Running;

/// <summary>Tells of members whose fits the time ended before they had converged.</summary>
internal static class EarlyEnds
{
    /// <summary>A note on each.</summary>
    /// <param name="models">All models.</param>
    /// <param name="members">Those of the ensemble.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<ModelRecord> models, IReadOnlyList<ExperimentMember> members) =>
        from model in models
        where model.EndedEarly && members.Any(member => member.Trial.Id == model.Trial.Id)
        select $"{model.Trial.Trainer} {model.Trial.Parameters} stands with the best weights it had: its time was over before they had settled. More time would make it better.";
}
