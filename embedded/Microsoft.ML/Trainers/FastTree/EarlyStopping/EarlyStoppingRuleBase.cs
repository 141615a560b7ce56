namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Decides after each tree whether FastTree goes on.</summary>
/// <remarks>A. Lodwich, Y. Rangoni and T. Breuel, "Evaluation of robustness and performance of early stopping rules with multi layer perceptrons", IJCNN 2009.</remarks>
public abstract class EarlyStoppingRuleBase
{
    private protected EarlyStoppingRuleBase()
    {
    }

    /// <summary>Takes the figures after one more tree.</summary>
    /// <param name="validationScore">The metric of the validation rows, 0 or more.</param>
    /// <param name="trainingScore">The metric of the training rows, 0 or more.</param>
    /// <param name="isBestCandidate">Receives whether no figure of the validation rows was better so far.</param>
    /// <returns>True to stop.</returns>
    public abstract bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate);

    /// <summary>A rule of the same settings that has seen nothing, for a metric that is better the lower it is.</summary>
    internal abstract EarlyStoppingRuleBase Start();
}
