using System.Globalization;
using System.Text;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The members as pipelines of ML.NET, as near as its parts and ours come.</summary>
internal static class PipelinesCode
{
    public static string Text(CodeInput input)
    {
        var members = input.Members.Select(one => (one.Member, one.Trial, Candidate: CandidateSpace.FromConfiguration(Configuration.FromJson(one.Trial.Configuration!))!)).ToArray();
        var text = new StringBuilder($$"""
            using System.Globalization;
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using MLNetTuning;
            using MLNetTuning.Estimators.BoostedTrees;
            using MLNetTuning.Estimators.DenseNetworks;
            using MLNetTuning.Estimators.Ensembles;
            using MLNetTuning.Estimators.RandomForests;
            using MLNetTuning.Trainers;
            using MLNetTuning.Trainers.Boosting;
            using MLNetTuning.Trainers.Metrics;
            using MLNetTuning.Trainers.Networks;

            namespace {{input.Name}}.Training;

            /// <summary>
            /// The model's members as ordinary pipelines: one featurizer for all and a trainer each, averaged with the weights they had. A starting point for changes, not the
            /// model itself: its own features (levels of words, dates, texts), early stopping on folds, what joins the members beyond an average, and networks' finer settings are
            /// the experiment's.
            /// </summary>
            internal static class Pipelines
            {
                private const string Label = {{CSharpText.Literal(input.Model.Label.Name)}};

                /// <summary>Fits on four fifths of the rows, prints how good that is on the rest, and writes the model.</summary>
                public static void Train(MLContext ml, string path, string output)
                {
                    var table = ml.Tuning().LoadTable(path, Label, PredictionTask.{{input.Task}});
                    var split = ml.Tuning().StratifiedSplit(table.Data, Label, testFraction: 0.2, seed: {{Integer(input.Record.Settings.Seed)}});
                    var features = ml.Tuning().Featurizer(split.TrainSet, table.Columns);
                    var model = Create(ml, features).Fit(split.TrainSet);
                    var metrics = ml.{{input.Catalog}}.Evaluate(model.Transform(split.TestSet), Label);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test: {{Metrics(input.Task)}}"));
                    ml.Tuning().Save(model, table.Data, output);
                }


            """);
        return text.Append($$"""
                private static EnsembleEstimator Create(MLContext ml, IEstimator<ITransformer> features) => ml.Tuning().Ensemble(
                [
            {{string.Join("\n", Candidates(input, members))}}
                ],
                new EnsembleOptions
                {
            {{string.Join("\n", Options(input.Record).Select(line => $"            {line},"))}}
                });
            }

            """).ToString();
    }

    private static IEnumerable<string> Options(ReportRecord record)
    {
        yield return "LabelColumnName = Label";
        yield return "Method = EnsembleMethod.Average";
        if (record.Temperature != 1)
        {
            yield return "Calibration = CalibrationMethod.Temperature";
        }

        if (record.Threshold != 0.5f)
        {
            yield return $"DecisionMetric = DecisionMetric.{record.Metric}";
        }

        yield return "RefitRows = 0";
        yield return $"Seed = {Integer(record.Settings.Seed)}";
    }

    private static string Metrics(PredictionTask task) => task switch
    {
        PredictionTask.Binary => "AUC {metrics.AreaUnderRocCurve:0.0000}, accuracy {metrics.Accuracy:0.0000}",
        PredictionTask.Multiclass => "accuracy {metrics.MicroAccuracy:0.0000}, log loss {metrics.LogLoss:0.0000}",
        _ => "RMSE {metrics.RootMeanSquaredError:0.####}, R2 {metrics.RSquared:0.0000}",
    };

    private static IEnumerable<string> Candidates(CodeInput input, (MemberRecord Member, TrialRecordPart Trial, Candidate Candidate)[] members)
    {
        foreach (var (member, trial, candidate) in members)
        {
            yield return $"        new(\"{CodeInput.NameOf(trial)}\", features.Append({Trainer(input, trial, candidate)}), {Float(member.Weight)}),";
        }
    }

    /// <summary>The estimator of a configuration.</summary>
    private static string Trainer(CodeInput input, TrialRecordPart trial, Candidate candidate) =>
        candidate.LogTarget ? $"ml.Regression.Trainers.LogTarget({Plain(input, trial, candidate)}, Label)" : Plain(input, trial, candidate);

    private static string Plain(CodeInput input, TrialRecordPart trial, Candidate candidate) => candidate switch
    {
        BoostingCandidate boosting => $"ml.{input.Catalog}.Trainers.BoostedTrees(Label, options: {Boosting(boosting, trial.Length)})",
        NetworkCandidate network => $"ml.{input.Catalog}.Trainers.DenseNetwork(Label, options: {Network(network, trial.Length)})",
        LinearCandidate linear => Linear(input, linear),
        ForestCandidate forest => $"ml.{input.Catalog}.Trainers.RandomForest(Label, options: {Forest(forest)})",
        _ => throw new NotSupportedException($"Code is not generated for a {candidate.Trainer}."),
    };

    private static string Forest(ForestCandidate one) => $$"""
        new RandomForestOptions
                {
                    Forest = new ForestOptions
                    {
                        Trees = {{Integer(one.Trees)}},
                        MinRowsPerLeaf = {{Integer(one.MinRowsPerLeaf)}},
                        ColumnSamplingByNode = {{(one.ColumnSampling == 0 ? "null" : CSharpText.Literal(one.ColumnSampling))}},
                        ExtraTrees = {{(one.ExtraTrees ? "true" : "false")}},
                        Bootstrap = {{(one.ExtraTrees ? "false" : "true")}},
                        Seed = {{Integer(one.Seed)}},
                    },
                }
        """;

    private static string Boosting(BoostingCandidate one, int trees) => $$"""
        new BoostedTreesOptions
                {
                    Boosting = new BoostingOptions
                    {
                        Trees = {{Integer(trees)}},
                        Leaves = {{Integer(one.Leaves)}},
                        MinRowsPerLeaf = {{Integer(one.MinRowsPerLeaf)}},
                        LearningRate = {{CSharpText.Literal(one.LearningRate)}},
                        RowSampling = {{CSharpText.Literal(one.RowSampling)}},
                        ColumnSampling = {{CSharpText.Literal(one.ColumnSampling)}},
                        L2 = {{CSharpText.Literal(one.L2)}},
                        ExtraTrees = {{(one.ExtraTrees ? "true" : "false")}},
                        Seed = {{Integer(one.Seed)}},
                    },
                }
        """;

    private static string Network(NetworkCandidate one, int length)
    {
        var kept = one.Checkpoints.Count == 0 ? one.Epochs : one.Checkpoints[Math.Clamp(length - 1, 0, one.Checkpoints.Count - 1)];
        string[] own = one.Kind switch
        {
            NetworkKind.RealMlp => ["Preset = DenseNetworkPreset.RealMlp", Layers(one, 3)],
            NetworkKind.RealMlpPle => ["Preset = DenseNetworkPreset.RealMlpPle", Layers(one, 3)],
            NetworkKind.TabM => ["Preset = DenseNetworkPreset.TabMMini", "Members = 8", Layers(one, 3)],
            _ => [Layers(one, 3), "Activation = Activation.Mish", $"Dropout = {Float(one.Dropout)}"],
        };
        string[] all = [.. own, $"Epochs = {Integer(Math.Max(1, kept))}", $"Horizon = {Integer(Math.Max(1, one.Epochs))}", "ValidationFraction = 0", $"Seed = {Integer(one.Seed)}"];
        return $$"""
            new DenseNetworkOptions
                    {
            {{string.Join("\n", all.Select(line => $"            {line},"))}}
                    }
            """;
    }

    private static string Layers(NetworkCandidate one, int count) => $"HiddenLayers = [{string.Join(", ", Enumerable.Repeat(Integer(one.Width), count))}]";

    private static string Linear(CodeInput input, LinearCandidate one)
    {
        var trainer = input.Task switch
        {
            PredictionTask.Binary => $"LbfgsLogisticRegression(Label, \"Scaled\", l1Regularization: 0, l2Regularization: {Float(one.L2)})",
            PredictionTask.Multiclass => $"LbfgsMaximumEntropy(Label, \"Scaled\", l1Regularization: 0, l2Regularization: {Float(one.L2)})",
            _ => "Sdca(Label, \"Scaled\")",
        };
        return $"ml.Transforms.NormalizeMeanVariance(\"Scaled\", \"Features\", fixZero: false).Append(ml.{input.Catalog}.Trainers.{trainer})";
    }

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Float(double value) => CSharpText.Literal((float)value);
}
