using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>What stands behind a visible column at a place in a pipeline: a column of the portable model.</summary>
/// <param name="Name">Its name there: a raw column, or the output of a step.</param>
/// <param name="Kind">Its kind there.</param>
/// <param name="Size">Values per row.</param>
internal sealed record Symbol(string Name, PortableColumnKind Kind, int Size);
