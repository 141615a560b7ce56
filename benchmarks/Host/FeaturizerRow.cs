namespace MLNetTuning.Benchmarks.Host;

/// <summary>A row of ten numbers, some missing, and ten categories.</summary>
internal class FeaturizerRow
{
    public float N0 { get; set; }

    public float N1 { get; set; }

    public float N2 { get; set; }

    public float N3 { get; set; }

    public float N4 { get; set; }

    public float N5 { get; set; }

    public float N6 { get; set; }

    public float N7 { get; set; }

    public float N8 { get; set; }

    public float N9 { get; set; }

    public string C0 { get; set; } = "";

    public string C1 { get; set; } = "";

    public string C2 { get; set; } = "";

    public string C3 { get; set; } = "";

    public string C4 { get; set; } = "";

    public string C5 { get; set; } = "";

    public string C6 { get; set; } = "";

    public string C7 { get; set; } = "";

    public string C8 { get; set; } = "";

    public string C9 { get; set; } = "";
}
