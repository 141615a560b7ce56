namespace MLNetTuning.Trainers.Portable;

/// <summary>Cools or heats probabilities: their logarithms divided by a temperature, then made to add up to 1 again.</summary>
internal static class PortableTemperature
{
    private const double Lowest = 1e-30;

    /// <summary>Changes sums of weighted probabilities in place, keeping their total.</summary>
    public static void Apply(Span<double> sums, double total, int outputs, double temperature)
    {
        if (outputs == 1)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var (yes, no) = (Power(sums[i] / total, temperature), Power(1 - (sums[i] / total), temperature));
                sums[i] = total * yes / (yes + no);
            }

            return;
        }

        for (var start = 0; start < sums.Length; start += outputs)
        {
            var row = sums.Slice(start, outputs);
            var sum = 0.0;
            for (var k = 0; k < row.Length; k++)
            {
                row[k] = Power(row[k] / total, temperature);
                sum += row[k];
            }

            for (var k = 0; k < row.Length; k++)
            {
                row[k] *= total / sum;
            }
        }
    }

    private static double Power(double probability, double temperature) => Math.Pow(Math.Max(probability, Lowest), 1 / temperature);
}
