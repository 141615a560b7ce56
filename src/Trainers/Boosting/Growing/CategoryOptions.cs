namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>How splits on sets of categories are held back.</summary>
/// <param name="Smoothing">Added to the hessian when categories are put in order.</param>
/// <param name="L2">Added to the L2 penalty of both sides.</param>
/// <param name="MinRows">Fewest rows of a category that may be taken out.</param>
/// <param name="MaxInSet">Most categories on the smaller side.</param>
internal readonly record struct CategoryOptions(double Smoothing, double L2, int MinRows, int MaxInSet);
