namespace MLNetTuning.Trainers.Portable;

/// <summary>Predictors from their entry in a file. Only the kinds named here exist.</summary>
internal static class PortablePredictorCodec
{
    public static PortablePredictor Read(string kind, byte[] bytes, PortableLink link) => kind switch
    {
        "linear" => LinearPredictor.Load(bytes, link),
        "trees" => TreePredictor.Load(bytes, link),
        "tableLinear" => LinearPredictor.LoadTable(bytes, link),
        "network" => NetworkPredictor.Load(bytes, link),
        _ => throw new PortableModelException($"The predictor kind '{kind}' is unknown; the file was written by a newer version or is damaged."),
    };
}
