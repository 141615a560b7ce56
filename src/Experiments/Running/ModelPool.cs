namespace MLNetTuning.Experiments.Running;

/// <summary>Which models stand for choice where not all can: the best of each kind, then the best of all. Many near twins of one kind would else crowd out the others that help most.</summary>
internal static class ModelPool
{
    private const int SureOfEachKind = 4;

    /// <summary>The models in the order of their loss.</summary>
    /// <param name="models">What succeeded.</param>
    /// <param name="most">Most of them, but for the best of each kind.</param>
    public static ModelRecord[] Choose(IEnumerable<ModelRecord> models, int most)
    {
        ModelRecord[] ranked = [.. models.OrderBy(model => model.Loss)];
        if (ranked.Length <= most)
        {
            return ranked;
        }

        ModelRecord[] sure = [.. ranked.GroupBy(model => model.Candidate.Trainer).SelectMany(group => group.Take(SureOfEachKind))];
        return [.. sure.Concat(ranked.Except(sure).Take(Math.Max(0, most - sure.Length))).OrderBy(model => model.Loss)];
    }
}
