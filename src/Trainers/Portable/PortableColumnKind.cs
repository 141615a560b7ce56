namespace MLNetTuning.Trainers.Portable;

/// <summary>What a column of a portable model holds.</summary>
public enum PortableColumnKind
{
    /// <summary>32-bit floats; NaN stands for missing.</summary>
    Number,

    /// <summary>Text; null or empty stands for missing.</summary>
    Text,

    /// <summary>True or false, held as 1 or 0.</summary>
    Boolean,
}
