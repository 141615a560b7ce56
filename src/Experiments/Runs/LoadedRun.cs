using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Runs;

/// <summary>What a study and its archive hold of earlier runs.</summary>
/// <param name="Models">Finished on the same data, in the order they ended; the best with their models.</param>
/// <param name="Trials">All tried on the same data, failed ones too.</param>
/// <param name="Earlier">Trials on other data, or without what is needed to use them.</param>
internal sealed record LoadedRun(IReadOnlyList<ModelRecord> Models, IReadOnlyList<ExperimentTrial> Trials, IReadOnlyList<Trial> Earlier);
