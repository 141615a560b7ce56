namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Scores many rows with all trees of a model. Safe for many threads at once; each row's additions happen in tree order.</summary>
internal interface IEnsemblePredictor
{
    /// <summary>Scores rows.</summary>
    /// <param name="features">In: the rows.</param>
    /// <param name="rawScores">Out: rows x outputs, row by row.</param>
    /// <param name="threads">Threads to use, 1 or more.</param>
    void Predict(FloatMatrix features, Span<float> rawScores, int threads);
}
