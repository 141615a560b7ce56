namespace MLNetTuning.Experiments.Reports;

/// <summary>A metric on rows a model was not trained on, and how far chance may have moved it.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">Its value on all rows.</param>
/// <param name="Low">The lower end of the 95% interval; NaN when the rows are too few to tell.</param>
/// <param name="High">The upper end.</param>
internal sealed record MetricEstimate(string Name, double Value, double Low, double High);
