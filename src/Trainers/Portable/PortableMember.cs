namespace MLNetTuning.Trainers.Portable;

/// <summary>One fitted pipeline inside a portable model.</summary>
/// <param name="Featurizer">From raw columns to features.</param>
/// <param name="Predictor">From features to raw outputs.</param>
/// <param name="Weight">Its share in the average; above 0, and relative to the other members' weights. Default 1.</param>
/// <param name="Classes">
/// Multiclass: for each output of the predictor the class of the label it stands for, as members fitted on other rows may know the classes in another order
/// or not all of them; null (the default) for the label's own order.
/// </param>
/// <param name="Group">
/// With a combiner: which of the predictions it reads this member counts to, from 0; members of one number, such as the models of one pipeline's folds, are
/// averaged by their weights first. Null (the default) for a member of its own, in the order given.
/// </param>
public sealed record PortableMember(PortableFeaturizer Featurizer, PortablePredictor Predictor, float Weight = 1, IReadOnlyList<int>? Classes = null, int? Group = null);
