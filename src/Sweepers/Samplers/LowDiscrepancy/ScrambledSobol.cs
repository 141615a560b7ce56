namespace MLNetTuning.Sweepers.Samplers.LowDiscrepancy;

/// <summary>
/// Points that fill the unit cube evenly: the Sobol sequence with Owen's nested uniform scrambling, done by hashing the reversed digits (Burley,
/// Practical hash-based Owen scrambling, JCGT 9, 2020). Any point can be had by its number.
/// </summary>
internal sealed class ScrambledSobol
{
    private const int Bits = 32;
    private static readonly int Known = SobolNumbers.Table.Length + 1;
    private readonly uint[][] _directions;
    private readonly uint[] _seeds;
    private readonly uint?[] _orderSeeds;

    public ScrambledSobol(int dimensions, long seed)
    {
        var random = new SeededRandom(seed, -1_000_003);
        _directions = [.. Enumerable.Range(0, dimensions).Select(d => Directions(d % Known))];
        _seeds = [.. Enumerable.Range(0, dimensions).Select(_ => (uint)random.NextBelow(1L << Bits))];
        // Beyond the table the sequence starts again with its points in another order, which keeps every aligned block of 2^k together.
        uint?[] orders = [null, .. Enumerable.Range(0, dimensions / Known).Select(_ => (uint?)random.NextBelow(1L << Bits))];
        _orderSeeds = [.. Enumerable.Range(0, dimensions).Select(d => orders[d / Known])];
    }

    /// <summary>Coordinate <paramref name="dimension"/> of point <paramref name="index"/>, in [0, 1).</summary>
    public double At(int index, int dimension)
    {
        uint point = 0, left = _orderSeeds[dimension] is uint order ? Scramble((uint)index, order) : (uint)index;
        for (int bit = 0; left != 0; bit++, left >>= 1)
        {
            point ^= (left & 1) != 0 ? _directions[dimension][bit] : 0;
        }

        return Scramble(point, _seeds[dimension]) / (double)(1L << Bits);
    }

    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++)
            {
                directions[i] = 1u << (Bits - 1 - i);
            }

            return directions;
        }

        var numbers = SobolNumbers.Table[dimension - 1];
        int degree = numbers.Length - 1;
        for (int i = 0; i < Bits; i++)
        {
            directions[i] = i < degree ? (uint)numbers[i + 1] << (Bits - 1 - i) : Next(directions, i, numbers[0], degree);
        }

        return directions;
    }

    private static uint Next(uint[] directions, int i, int polynomial, int degree)
    {
        uint next = directions[i - degree] ^ (directions[i - degree] >> degree);
        for (int k = 1; k < degree; k++)
        {
            next ^= ((polynomial >> (degree - k)) & 1) != 0 ? directions[i - k] : 0;
        }

        return next;
    }

    // The hash lets a digit change only those below it, which on reversed digits is Owen's scrambling. The numbers are Vegdahl's.
    private static uint Scramble(uint x, uint seed)
    {
        x = Reverse(x);
        unchecked
        {
            x ^= x * 0x3d20adea;
            x += seed;
            x *= (seed >> 16) | 1;
            x ^= x * 0x05526c56;
            x ^= x * 0x53a22864;
        }

        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = (x >> 16) | (x << 16);
        x = ((x & 0xff00ff00) >> 8) | ((x & 0x00ff00ff) << 8);
        x = ((x & 0xf0f0f0f0) >> 4) | ((x & 0x0f0f0f0f) << 4);
        x = ((x & 0xcccccccc) >> 2) | ((x & 0x33333333) << 2);
        return ((x & 0xaaaaaaaa) >> 1) | ((x & 0x55555555) << 1);
    }
}
