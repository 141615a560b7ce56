using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Keeps trees in a model file in the trees' own format.</summary>
internal static class TreeEnsembleFile
{
    internal static void Write(ModelWriter writer, TreeEnsembleModel ensemble)
    {
        using var stream = new MemoryStream();
        ensemble.Save(stream);
        writer.WriteArray<byte>(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Reads the trees of a model that gives one score, unless it is one of several classes.</summary>
    internal static (int FeatureCount, TreeEnsembleModel Ensemble) Read(ModelReader reader, bool severalClasses = false)
    {
        var featureCount = reader.ReadInt32(1, int.MaxValue);
        using var stream = new MemoryStream(reader.ReadArray<byte>(), writable: false);
        var ensemble = TreeEnsembleModel.Load(stream);
        if (ensemble.Inputs != featureCount || (ensemble.Outputs > 1) != severalClasses)
        {
            throw reader.Corrupt($"trees of {ensemble.Inputs} features and {ensemble.Outputs} scores are not the model's");
        }

        return (featureCount, ensemble);
    }
}
