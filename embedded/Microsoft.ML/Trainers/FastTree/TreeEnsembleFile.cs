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

    internal static (int FeatureCount, TreeEnsembleModel Ensemble) Read(ModelReader reader)
    {
        var featureCount = reader.ReadInt32(1, int.MaxValue);
        using var stream = new MemoryStream(reader.ReadArray<byte>(), writable: false);
        var ensemble = TreeEnsembleModel.Load(stream);
        foreach (var tree in ensemble.Trees)
        {
            foreach (var feature in tree.SplitFeatures)
            {
                if (feature >= featureCount)
                {
                    throw reader.Corrupt($"a tree splits on feature {feature} of {featureCount}");
                }
            }
        }

        return (featureCount, ensemble);
    }
}
