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
    public PortableLink Link { get; }

    /// <summary>The word that names this kind in a file.</summary>
    internal abstract string Kind { get; }

    /// <summary>Writes the raw outputs, row by row. Called from several threads at once.</summary>
    internal abstract void Score(FloatMatrix features, Span<float> raw);

    /// <summary>Writes the numbers of the predictor, without the link.</summary>
    internal abstract void Save(Stream stream);
}
