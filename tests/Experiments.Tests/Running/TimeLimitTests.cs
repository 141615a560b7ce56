using System.Globalization;
using System.Text;

namespace MLNetTuning.Experiments.Tests.Running;

/// <summary>Whole experiments on tables of odd shapes, under a clock that goes on whenever somebody looks at it: who does not look never ends.</summary>
public sealed class TimeLimitTests
{
    private const double Limit = 10;

    [Theory]
    [InlineData(300, 4, 2)]
    [InlineData(90, 1200, 2)]
    [InlineData(900, 5, 60)]
    public void Run_AnyShape_EndsInTimeWithAModel(int rows, int columns, int classes)
    {
        var settings = new ExperimentSettings
        {
            LabelColumnName = "y",
            TimeLimit = TimeSpan.FromSeconds(Limit),
            TimeProvider = new SteppingClock(TimeSpan.FromMilliseconds(25)),
            MaxConcurrency = 2,
        };
        var result = ShortRun.Of(Table(rows, columns, classes), settings);
        Assert.InRange(result.Elapsed.TotalSeconds, Limit / 2, Limit + 2);
        Assert.NotEmpty(result.Members);
        Assert.True(double.IsFinite(result.ValidationScore));
    }

    private static string Table(int rows, int columns, int classes)
    {
        var random = new Random(5);
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(i => $"x{i}"))).Append(",y\n");
        for (var row = 0; row < rows; row++)
        {
            var label = row % classes;
            for (var column = 0; column < columns; column++)
            {
                var value = (random.NextDouble() * 3) + (column < 3 ? (label >> column) % 2 : 0);
                text.Append(value.ToString("0.000", CultureInfo.InvariantCulture)).Append(',');
            }

            text.Append(CultureInfo.InvariantCulture, $"k{label}\n");
        }

        return text.ToString();
    }
}
