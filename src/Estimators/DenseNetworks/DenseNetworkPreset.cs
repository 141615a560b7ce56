namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>A published network with its encoding and training, instead of settings of one's own.</summary>
public enum DenseNetworkPreset
{
    /// <summary>None: the options say everything.</summary>
    Custom,

    /// <summary>RealMLP with tuned defaults (Holzmüller, Grinsztajn and Steinwart 2024), 256 epochs.</summary>
    RealMlp,

    /// <summary>TabM with piecewise linear embeddings (Gorishniy, Kotelnikov and Babenko 2025); published with 32 members of 2 x 512, which takes minutes.</summary>
    TabM,

    /// <summary>TabM-mini, whose members share all blocks (as above).</summary>
    TabMMini,

    /// <summary>What a tutorial writes: two ReLU layers of 64, Adam at 0.001, batches of 32.</summary>
    Simple,

    /// <summary>RealMLP with TabM's piecewise linear embeddings and scaling, a combination of our own; an epoch costs more than RealMLP's. 256 epochs.</summary>
    RealMlpPle,
}
