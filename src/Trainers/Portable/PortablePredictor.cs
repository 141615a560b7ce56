namespace MLNetTuning.Trainers.Portable;

/// <summary>The last part of a member: from features to raw outputs, and the link after it.</summary>
public abstract class PortablePredictor
{
    private protected PortablePredictor(int inputs, int outputs, PortableLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        (Inputs, Outputs, Link) = (inputs, outputs, link);
    }

    /// <summary>Features per row.</summary>
    public int Inputs { get; }

    /// <summary>Raw outputs per row: 1, or the number of classes.</summary>
    public int Outputs { get; }

    /// <summary>How raw outputs become predictions.</summary>
    public PortableLink Link { get; private set; }

    /// <summary>Predicts rows. Safe to call from several threads at once.</summary>
    /// <param name="features">The features, as many per row as <see cref="Inputs"/>.</param>
    /// <param name="scores">Filled row by row: the raw score (binary), the probabilities (multiclass), the value (regression).</param>
    /// <param name="probabilities">Binary with a link: filled with the probability of the positive class; may be empty when not wanted.</param>
    /// <exception cref="ArgumentException">The features or the places to fill are of another size.</exception>
    public void Predict(FloatMatrix features, Span<float> scores, Span<float> probabilities = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Inputs || scores.Length != features.Rows * Outputs)
        {
            throw new ArgumentException($"The predictor takes {Inputs} features and gives {Outputs} scores a row; {features.Rows} x {features.Columns} features and room for {scores.Length} scores were given.", nameof(features));
        }

        Score(features, scores);
        if (Link.Kind == PortableLinkKind.Probabilities && Outputs == 1)
        {
            Logits(scores, probabilities);
        }
        else if (Link.Kind is not (PortableLinkKind.Logistic or PortableLinkKind.Isotonic))
        {
            Link.Apply(scores, Outputs);
        }
        else if (probabilities.Length > 0)
        {
            scores.CopyTo(probabilities);
            Link.Apply(probabilities, 1);
        }
    }

    /// <summary>The same predictor with another link.</summary>
    internal PortablePredictor With(PortableLink link)
    {
        var copy = (PortablePredictor)MemberwiseClone();
        copy.Link = link;
        return copy;
    }

    private static void Logits(Span<float> scores, Span<float> probabilities)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (i < probabilities.Length)
            {
                probabilities[i] = scores[i];
            }

            scores[i] = PortableModel.Logit(scores[i]);
        }
    }

    /// <summary>The word that names this kind in a file.</summary>
    internal abstract string Kind { get; }

    /// <summary>Writes the raw outputs, row by row. Called from several threads at once.</summary>
    internal abstract void Score(FloatMatrix features, Span<float> raw);

    /// <summary>Writes the numbers of the predictor, without the link.</summary>
    internal abstract void Save(Stream stream);
}
