using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>Says what is tried once the portfolio is through. Used under the engine's lock.</summary>
internal interface IProposer
{
    /// <summary>Members of the ensemble of what there is that it last made to choose by; null when it made none.</summary>
    int? Members => null;

    /// <summary>Hears of a configuration of the portfolio that starts: it is not proposed again.</summary>
    void Started(Candidate candidate);

    /// <summary>The next configuration; null when none is worth the time left, or before what runs has ended.</summary>
    /// <param name="models">What has ended well.</param>
    /// <param name="isFull">Whether only what goes on may start, and nothing new.</param>
    PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, bool isFull);

    /// <summary>Takes time to learn from what has ended; may run beside everything else, not under the engine's lock.</summary>
    /// <param name="models">What has ended well, the latest last.</param>
    void Ponder(ModelRecord[] models)
    {
    }

    /// <summary>Hears how a configuration ended, of the portfolio too.</summary>
    /// <param name="run">The configuration.</param>
    /// <param name="seconds">What it cost, in core seconds; 1 without a time limit.</param>
    /// <param name="model">What came of it; null when it failed, was given up or had only to show what it promises.</param>
    void Told(CandidateRun run, double seconds, ModelRecord? model);

    /// <summary>Hears of a model that an earlier run or another process made.</summary>
    void Adopted(ModelRecord model);

    /// <summary>Hears that the end of the search left a configuration unfinished.</summary>
    void Dropped(CandidateRun run);
}
