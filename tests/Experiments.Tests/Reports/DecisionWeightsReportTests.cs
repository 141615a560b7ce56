using System.Globalization;
using System.Text;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tests.Reports;

/// <summary>Weights that decide between several classes, from the search to the page.</summary>
public sealed class DecisionWeightsReportTests
{
    /// <summary>A class that three rows in ten of some are of, so that it is never the likeliest.</summary>
    private static string Rare()
    {
        var random = new Random(2);
        var text = new StringBuilder("x,z,y\n");
        for (var i = 0; i < 400; i++)
        {
            var x = random.NextDouble() * 10;
            text.Append(CultureInfo.InvariantCulture, $"{x:0.000},{random.NextDouble():0.000},{(x < 4 ? "low" : x < 8 || random.NextDouble() > 0.3 ? "mid" : "rare")}\n");
        }

        return text.ToString();
    }

    private static ExperimentResult Run(TuningMetric metric) => ShortRun.Of(Rare(), ShortRun.Quick("y", 3) with { Metric = metric, Folds = 5 });

    [Fact]
    public void Run_BalancedAccuracyOfARareClass_DecidesForItInTheModelItsFileAndTheReport()
    {
        var result = Run(TuningMetric.BalancedAccuracy);
        var label = result.Portable.Label;
        Assert.True(label.DecisionWeights[2] > label.DecisionWeights[0]);
        Assert.True(result.ValidationScore > 0.75, $"{result.ValidationScore}");
        Assert.Equal("rare", label.Classes[result.Portable.Predict(new PortableTable(1).Set("x", [9f]).Set("z", [0.5f])).PredictedClass(0)]);

        var rows = ReportRows.Validation(result);
        Assert.Contains(2, rows.Classes);
        var measured = ModelEvaluation.Of(label, rows.Values, rows.Labels, rows.Classes);
        Assert.Equal(result.ValidationScore, measured.Single(one => one.Name == "balanced accuracy").Value, 10);
        var right = Enumerable.Range(0, rows.Count).Count(row => rows.Classes[row] == (int)rows.Labels[row]);
        Assert.Equal((double)right / rows.Count, measured.Single(one => one.Name == "accuracy").Value, 10);

        const string Said = "highest probability times its weight";
        var input = new ReportInput("rare", result, TimeProvider.System);
        Assert.Contains(Said, HtmlReport.Write(input, out var importance));
        using var stream = new MemoryStream();
        PortableModelFile.Save(result.Portable, stream);
        stream.Position = 0;
        var again = ReportRecord.Of(input, importance).ToInput(PortableModelFile.Load(stream), TimeProvider.System);
        Assert.Contains(Said, HtmlReport.Write(again, out _));
        Assert.Equal(rows.Classes, ReportRows.Validation(again.Result).Classes);
    }

    [Fact]
    public void Run_LogLoss_AnswersTheLikeliestClass()
    {
        var result = Run(TuningMetric.LogLoss);
        Assert.Empty(result.Portable.Label.DecisionWeights);
        Assert.DoesNotContain("times its weight", HtmlReport.Write(new ReportInput("rare", result, TimeProvider.System), out _));
    }
}
