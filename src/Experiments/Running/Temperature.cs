using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>Fits a temperature on predictions of rows the models did not see (Guo et al. 2017), and keeps it only where it helps rows it did not see itself.</summary>
internal static class Temperature
{
    private const int Folds = 5;
    private const int FewestRows = 100;
    private const double Coldest = 0.5;
    private const double Hottest = 2;

    /// <summary>The temperature, 1 where none helps.</summary>
    public static float Fit(PredictionTask task, FloatMatrix probabilities, float[] labels)
    {
        if (task == PredictionTask.Regression || labels.Length < FewestRows)
        {
            return 1;
        }

        var (with, without) = (0.0, 0.0);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, labels.Length).Where(row => row % Folds != fold)];
            int[] unseen = [.. Enumerable.Range(0, labels.Length).Where(row => row % Folds == fold)];
            var temperature = Search(task, probabilities, labels, seen);
            with += Loss(task, probabilities, labels, unseen, temperature);
            without += Loss(task, probabilities, labels, unseen, 1);
        }

        return with < without ? (float)Search(task, probabilities, labels, [.. Enumerable.Range(0, labels.Length)]) : 1;
    }

    /// <summary>Changes probabilities as the finished model will.</summary>
    public static FloatMatrix Apply(PredictionTask task, FloatMatrix probabilities, float temperature)
    {
        if (temperature == 1 || task == PredictionTask.Regression)
        {
            return probabilities;
        }

        var result = new FloatMatrix(probabilities.Rows, probabilities.Columns);
        for (var row = 0; row < result.Rows; row++)
        {
            if (result.Columns == 1)
            {
                var p = probabilities.Values[row];
                var (yes, no) = (Power(p, temperature), Power(1 - p, temperature));
                result.Values[row] = (float)(yes / (yes + no));
                continue;
            }

            var sum = 0.0;
            foreach (var p in probabilities.Row(row))
            {
                sum += Power(p, temperature);
            }

            for (var k = 0; k < result.Columns; k++)
            {
                result.Row(row)[k] = (float)(Power(probabilities.Row(row)[k], temperature) / sum);
            }
        }

        return result;
    }

    private static double Power(double probability, double temperature) => Math.Pow(Math.Max(probability, 1e-30), 1 / temperature);

    /// <summary>Golden section on the logarithm; the loss is convex in the inverse temperature.</summary>
    private static double Search(PredictionTask task, FloatMatrix probabilities, float[] labels, int[] rows)
    {
        const double Golden = 0.6180339887498949;
        const int Steps = 16;
        var (low, high) = (Math.Log(Coldest), Math.Log(Hottest));
        var (a, b) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (lossA, lossB) = (At(a), At(b));
        for (var step = 0; step < Steps; step++)
        {
            if (lossA < lossB)
            {
                (high, b, lossB) = (b, a, lossA);
                a = high - (Golden * (high - low));
                lossA = At(a);
            }
            else
            {
                (low, a, lossA) = (a, b, lossB);
                b = low + (Golden * (high - low));
                lossB = At(b);
            }
        }

        return Math.Exp((low + high) / 2);

        double At(double log) => Loss(task, probabilities, labels, rows, Math.Exp(log));
    }

    private static double Loss(PredictionTask task, FloatMatrix probabilities, float[] labels, int[] rows, double temperature)
    {
        const double Lowest = 1e-7;
        var sum = 0.0;
        foreach (var row in rows)
        {
            double own, all;
            if (task == PredictionTask.Binary)
            {
                var p = (double)probabilities.Values[row];
                var (yes, no) = (Power(p, temperature), Power(1 - p, temperature));
                (own, all) = (labels[row] > 0.5f ? yes : no, yes + no);
            }
            else
            {
                (own, all) = (Power(probabilities.Row(row)[(int)labels[row]], temperature), 0);
                foreach (var p in probabilities.Row(row))
                {
                    all += p < Lowest ? 0 : Power(p, temperature);
                }

                all = Math.Max(all, own);
            }

            sum -= Math.Log(Math.Max(own / all, Lowest));
        }

        return sum;
    }
}
