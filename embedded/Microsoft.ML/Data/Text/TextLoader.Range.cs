namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>Neighbouring fields of a line.</summary>
    public sealed class Range
    {
        /// <summary>The first field, from 0.</summary>
        public int Min;

        /// <summary>The last field, included; null for <see cref="Min"/> alone, or to the end as the flags say.</summary>
        public int? Max;

        /// <summary>Whether the range goes to the end of the first line, and has that many fields in all lines.</summary>
        public bool AutoEnd;

        /// <summary>Whether the range goes to the end of every line.</summary>
        public bool VariableEnd;

        /// <summary>Whether the range takes the fields no other range names.</summary>
        public bool AllOther;

        /// <summary>Whether one field makes a vector of one rather than a scalar.</summary>
        public bool ForceVector;

        /// <summary>A range to be filled in.</summary>
        public Range()
        {
        }

        /// <summary>One field.</summary>
        /// <param name="index">Which, from 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
        public Range(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Min = index;
            Max = index;
        }

        /// <summary>Neighbouring fields, always a vector.</summary>
        /// <param name="min">The first, from 0.</param>
        /// <param name="max">The last, included; null for all to the end of the line.</param>
        /// <exception cref="ArgumentOutOfRangeException">The last is before the first, or the first is negative.</exception>
        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min)
            {
                throw new ArgumentOutOfRangeException(nameof(max), max, $"The last field is not before the first, {min}.");
            }

            Min = min;
            Max = max;
            ForceVector = true;
            AutoEnd = max is null;
        }
    }
}
