namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Whether a value is one of a set of category codes: by bits when the codes are small, else by search.</summary>
internal sealed class CategoryLookup
{
    private const int MostBits = 1 << 14;

    private readonly int[] _codes;
    private readonly ulong[] _bits = [];

    public CategoryLookup(int[] codes)
    {
        _codes = codes;
        if (codes[^1] < MostBits)
        {
            _bits = new ulong[(codes[^1] / 64) + 1];
            foreach (var code in codes)
            {
                _bits[code >> 6] |= 1UL << (code & 63);
            }
        }
    }

    /// <summary>True for codes of the set; false for all else, NaN included.</summary>
    public bool Contains(float value)
    {
        var code = (int)value;
        if (value != code)
        {
            return false;
        }

        if (_bits.Length > 0)
        {
            var word = (uint)code >> 6;
            return word < (uint)_bits.Length && ((_bits[word] >> (code & 63)) & 1) != 0;
        }

        return Array.BinarySearch(_codes, code) >= 0;
    }
}
