using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>What an L1 penalty over columns that go together ends at, where steps across kinks once stood still early.</summary>
public sealed class LassoTests
{
    private const int Columns = 20;
    private const int Classes = 3;

    [Theory]
    [InlineData(1, 0.5, false)]
    [InlineData(3, 1, false)]
    [InlineData(0.1, 1, true)]
    [InlineData(10, 1, true)]
    public void Softmax_CorrelatedColumns_EndsWithinATenThousandthOfTheOptimum(double l1, double l2, bool isSparse)
    {
        var data = Data();
        var options = new LinearOptions { L1 = l1, L2 = l2 };
        var model = isSparse ? SoftmaxRegression.Fit(options, Classes, Sparse(data)) : SoftmaxRegression.Fit(options, Classes, data);
        var reference = new LassoReference(data, Classes, l1, l2);
        var optimum = reference.Minimum(700);
        var reached = reference.Objective([.. model.Weights.Select(w => (double)w), .. model.Biases.Select(b => (double)b)]);
        Assert.InRange(reached, optimum * (1 - 1e-5), optimum * (1 + 1e-4));
    }

    private static TrainingData Data()
    {
        var random = new Random(4);
        var features = new FloatMatrix(400, Columns);
        var labels = new float[400];
        for (var i = 0; i < labels.Length; i++)
        {
            var common = random.NextDouble() - 0.5;
            var row = features.Row(i);
            for (var j = 0; j < Columns; j++)
            {
                row[j] = (float)((common + (0.15 * (random.NextDouble() - 0.5))) * (1 + (j % 7)));
            }

            labels[i] = Math.Clamp((int)(1.5 + (3 * row[0]) - (2 * row[1]) + random.NextDouble() - 0.5), 0, Classes - 1);
        }

        return new TrainingData(features, labels);
    }

    private static TrainingData Sparse(TrainingData data)
    {
        int[] starts = [.. Enumerable.Range(0, data.Rows + 1).Select(i => i * Columns)];
        int[] indexes = [.. Enumerable.Range(0, data.Rows * Columns).Select(i => i % Columns)];
        return new TrainingData(new SparseMatrix(Columns, starts, indexes, data.Features.Values), data.Labels);
    }
}
