namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds what follows raw scores: probabilities and label, or predictions.</summary>
internal static class OnnxLinks
{
    /// <summary>Adds nodes and outputs.</summary>
    /// <param name="builder">The model so far.</param>
    /// <param name="scores">The name of the raw scores, rows x <paramref name="outputs"/>.</param>
    /// <param name="outputs">Scores per row.</param>
    /// <param name="link">How they become predictions.</param>
    public static void Add(OnnxModelBuilder builder, string scores, int outputs, ScoreLink link)
    {
        switch (link)
        {
            case ScoreLink.Logistic:
                AddLogistic(builder, scores);
                break;
            case ScoreLink.Softmax:
                builder.Node("Softmax", [scores], "probabilities", OnnxAttribute.Of("axis", 1L));
                AddLabel(builder, scores);
                builder.Output("probabilities", OnnxType.Float, outputs);
                builder.Output("label", OnnxType.Int64, null);
                break;
            default:
                builder.Node(link == ScoreLink.Exponential ? "Exp" : "Identity", [scores], "predictions");
                builder.Output("predictions", OnnxType.Float, outputs);
                break;
        }
    }

    // Both classes get a column, as other exporters do it; the likelier is where the log odds point.
    private static void AddLogistic(OnnxModelBuilder builder, string scores)
    {
        builder.Node("Sigmoid", [scores], "positive");
        builder.Node("Neg", [scores], "negated");
        builder.Node("Sigmoid", ["negated"], "negative");
        builder.Node("Concat", ["negative", "positive"], "probabilities", OnnxAttribute.Of("axis", 1L));
        builder.Node("Concat", ["negated", scores], "sides", OnnxAttribute.Of("axis", 1L));
        AddLabel(builder, "sides");
        builder.Output("probabilities", OnnxType.Float, 2);
        builder.Output("label", OnnxType.Int64, null);
    }

    private static void AddLabel(OnnxModelBuilder builder, string scores)
        => builder.Node("ArgMax", [scores], "label", OnnxAttribute.Of("axis", 1L), OnnxAttribute.Of("keepdims", 0L));
}
