using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Fits an ensemble of any ML.NET pipelines: out-of-fold predictions, then an average, a greedy selection or a stack, calibration and decision threshold.</summary>
/// <remarks>One candidate with several folds and repeats is bagging: its fold models are averaged.</remarks>
public sealed class EnsembleEstimator : IEstimator<EnsembleTransformer>
{
    // More known predictions than this say no more about a rank.
    private const int MostReferences = 1000;

    private readonly EnsembleCandidate[] _candidates;

    internal EnsembleEstimator(IReadOnlyList<EnsembleCandidate> candidates, EnsembleOptions? options)
    {
        Options = options ?? new EnsembleOptions();
        Options.Validate();
        _candidates = [.. candidates];
        if (_candidates.Length == 0 || _candidates.Any(one => string.IsNullOrEmpty(one.Name) || one.Pipeline is null || !(one.Weight > 0) || !float.IsFinite(one.Weight)))
        {
            throw new ArgumentException($"An ensemble needs one candidate or more, each with a name, a pipeline and a finite weight above 0; {_candidates.Length} were given.", nameof(candidates));
        }
    }

    /// <summary>The settings.</summary>
    public EnsembleOptions Options { get; }

    /// <summary>The candidates.</summary>
    public IReadOnlyList<EnsembleCandidate> Candidates => _candidates;

    /// <summary>Fits the ensemble.</summary>
    /// <param name="input">The training rows; read several times, so best in memory (<c>ml.Data.Cache</c>).</param>
    /// <exception cref="ArgumentException">The label is of no label type or is missing in a row, or the settings do not suit the task.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EnsembleTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var task = LabelReader.TaskOf(input.Schema, Options.LabelColumnName);
        CheckTask(task);
        var labels = Labels(input);
        var weights = Options.ExampleWeightColumnName is { } name ? ColumnReader.Read(input, ColumnCheck.Weight(input.Schema, name).Name, int.MaxValue) : null;
        var repeats = Options.Assignments ?? [.. Enumerable.Range(0, Options.Repeats).Select(r => FoldAssignment.Stratified(labels, task == PredictionTask.Regression, Options.Folds, Options.Seed + r))];
        if (repeats.Any(one => one.Rows != labels.Length))
        {
            throw new ArgumentException($"An assignment has {repeats.First(one => one.Rows != labels.Length).Rows} rows, but the data have {labels.Length}.", nameof(input));
        }

        var classes = task == PredictionTask.Multiclass
            ? ClassValues.FromKey(input.Schema[Options.LabelColumnName])?.Names ?? throw new ArgumentException($"The key column '{Options.LabelColumnName}' has no values; make it with ml.Transforms.Conversion.MapValueToKey.", nameof(input))
            : [];
        var fits = new OutOfFoldRunner(input, task, classes, repeats, Options).Run(_candidates);
        return new Build(this, input, task, labels, weights, repeats[0], [.. fits.Select(fit => fit.Predictions)]).Make([.. fits.Select(fit => fit.Models)]);
    }

    /// <summary>The schema after the ensemble: the input's columns and the predictions.</summary>
    /// <param name="inputSchema">The shape before.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        string[] made = [ScoreColumns.PredictedLabel, ScoreColumns.Score, ScoreColumns.Probability];
        var one = _candidates[0].Pipeline.GetOutputSchema(inputSchema);
        return new SchemaShape([.. inputSchema.Where(column => !made.Contains(column.Name)), .. one.Where(column => made.Contains(column.Name))]);
    }

    private void CheckTask(PredictionTask task)
    {
        var wrong = (task, Options.Calibration, Options.Averaging) switch
        {
            (PredictionTask.Regression, not CalibrationMethod.None, _) => $"Calibration {Options.Calibration}",
            (PredictionTask.Multiclass, CalibrationMethod.Platt or CalibrationMethod.Isotonic, _) => $"Calibration {Options.Calibration}",
            (not PredictionTask.Binary, _, AveragingKind.Rank) => "Averaging Rank",
            (PredictionTask.Regression, _, AveragingKind.Logit) => "Averaging Logit",
            (_, CalibrationMethod.Temperature, AveragingKind.Rank) => "Temperature on ranks",
            (not PredictionTask.Binary, _, _) when Options.DecisionMetric is not null => "DecisionMetric",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException($"{wrong} does not suit a {task} task, which the type of the label column '{Options.LabelColumnName}' stands for.");
        }
    }

    private float[] Labels(IDataView input)
    {
        var labels = LabelReader.Read(input, Options.LabelColumnName);
        var missing = Array.FindIndex(labels, label => !float.IsFinite(label));
        return labels.Length == 0 ? throw new ArgumentException("The data have no rows.", nameof(input))
            : missing < 0 ? labels
            : throw new ArgumentException($"The label '{Options.LabelColumnName}' is missing or not finite in row {missing}; leave such rows out (ml.Data.FilterRowsByMissingValues) before the ensemble.", nameof(input));
    }

    /// <summary>What happens after the out-of-fold predictions are there.</summary>
    private sealed class Build(EnsembleEstimator estimator, IDataView input, PredictionTask task, float[] labels, float[]? weights, FoldAssignment folds, FloatMatrix[] predictions)
    {
        private readonly EnsembleOptions _options = estimator.Options;
        private readonly int _outputs = predictions[0].Columns;
        private readonly List<string> _notes = [];
        private readonly Func<FloatMatrix, float[], float[]?, double> _loss = EnsembleLoss.For(task);

        public EnsembleTransformer Make(ITransformer[][] models)
        {
            var (chosen, gain) = Choose();
            var (stack, passthrough, average, combined) = Combine(chosen);
            var uncalibrated = _options.Averaging == AveragingKind.Rank ? double.NaN : _loss(combined, labels, weights);
            var calibrator = new EnsembleCalibrator(task, labels, weights, folds);
            var method = calibrator.Allowed(_options.Calibration, average.Averaging, _notes);
            var (final, kept) = (combined, false);
            if (method != CalibrationMethod.None)
            {
                (average, final, kept) = calibrator.Calibrate(average, combined, method, average.Averaging == AveragingKind.Rank);
                if (!kept)
                {
                    _notes.Add($"{method} calibration did not lower the cross-fitted log loss and was left out.");
                }
            }

            var (threshold, value) = _options.DecisionMetric is { } metric ? DecisionThreshold.Choose(final.Values.AsSpan(0, labels.Length), labels, metric, weights) : (0.5, double.NaN);
            if (_options.DecisionMetric is not null)
            {
                average = average.WithThreshold(threshold);
            }

            var members = chosen.Select(one => Member(one.Index, one.Weight, models[one.Index])).ToArray();
            var combiner = new EnsembleCombiner(stack is null ? average : stack.With(average), passthrough, _options.Stacking.PassthroughColumnName);
            return new EnsembleTransformer(task, members, input, combiner)
            {
                Report = Report(chosen, gain, uncalibrated, final, kept ? method : CalibrationMethod.None, average, combined, (threshold, value)),
            };
        }

        private (IReadOnlyList<EnsembleWeight> Chosen, double Gain) Choose()
        {
            if (_options.Method != EnsembleMethod.Greedy)
            {
                return ([.. estimator._candidates.Select((one, i) => new EnsembleWeight(i, _options.Method == EnsembleMethod.Average ? one.Weight : 1))], double.NaN);
            }

            var result = GreedySelection.Select(predictions, labels, task, weights, _options.Greedy);
            return (result.Members, result.CrossFittedGain);
        }

        private (StackCombiner? Stack, ITransformer? Passthrough, AveragingCombiner Average, FloatMatrix Combined) Combine(IReadOnlyList<EnsembleWeight> chosen)
        {
            var all = SideBySide(chosen);
            if (_options.Method != EnsembleMethod.Stacking)
            {
                var references = _options.Averaging == AveragingKind.Rank ? chosen.Select(one => Known(predictions[one.Index])).ToArray() : null;
                var average = new AveragingCombiner(task, _outputs, [.. chosen.Select(one => one.Weight)], _options.Averaging, references);
                return (null, null, average, Predicted(average, all));
            }

            var passthrough = _options.Passthrough?.Fit(input);
            var passed = passthrough is null ? null : Passed(passthrough);
            var level = new SecondLevel(task, _outputs, _options.Stacking, folds, _options.CancellationToken);
            var (stack, crossFitted) = level.Fit(all, passed, labels, weights);
            return (stack, passthrough, stack.Last, crossFitted);
        }

        private FloatMatrix SideBySide(IReadOnlyList<EnsembleWeight> chosen)
        {
            var all = new FloatMatrix(labels.Length, chosen.Count * _outputs);
            for (var row = 0; row < labels.Length; row++)
            {
                for (var i = 0; i < chosen.Count; i++)
                {
                    predictions[chosen[i].Index].Row(row).CopyTo(all.Row(row)[(i * _outputs)..]);
                }
            }

            return all;
        }

        private static float[] Known(FloatMatrix predictions)
        {
            float[] sorted = [.. predictions.Values.Take(predictions.Rows).Order()];
            return sorted.Length <= MostReferences ? sorted : [.. Enumerable.Range(0, MostReferences).Select(i => sorted[(int)((i + 0.5) * sorted.Length / MostReferences)])];
        }

        private FloatMatrix Predicted(PortablePredictor combiner, FloatMatrix all)
        {
            var result = new FloatMatrix(all.Rows, _outputs);
            if (task == PredictionTask.Binary)
            {
                combiner.Predict(all, new float[all.Rows], result.Values);
            }
            else
            {
                combiner.Predict(all, result.Values);
            }

            return result;
        }

        private FloatMatrix Passed(ITransformer passthrough)
        {
            var name = _options.Stacking.PassthroughColumnName;
            var values = ColumnReader.Read(passthrough.Transform(input), name, int.MaxValue);
            var bad = values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            return bad < 0
                ? new FloatMatrix(labels.Length, values.Length / labels.Length, values)
                : throw new ArgumentException($"The features passed through hold {values[bad]} in row {bad / (values.Length / labels.Length)}; fill missing values in the passthrough pipeline (ml.Transforms.ReplaceMissingValues).");
        }

        private EnsembleMember Member(int candidate, float weight, ITransformer[] foldModels)
        {
            var one = estimator._candidates[candidate];
            if (labels.Length < _options.RefitRows)
            {
                return new EnsembleMember(one.Name, weight, foldModels);
            }

            using (TrialContext.Enter(new TrialContext { CancellationToken = _options.CancellationToken }))
            {
                return new EnsembleMember(one.Name, weight, [one.Pipeline.Fit(input)]);
            }
        }

        private EnsembleReport Report(
            IReadOnlyList<EnsembleWeight> chosen, double gain, double uncalibrated, FloatMatrix final, CalibrationMethod calibration, AveragingCombiner average, FloatMatrix combined, (double At, double Value) threshold)
        {
            var shares = chosen.ToDictionary(one => one.Index, one => one.Weight);
            return new EnsembleReport
            {
                Members = [.. estimator._candidates.Select((one, i) => new EnsembleMemberReport(one.Name, shares.GetValueOrDefault(i), _loss(predictions[i], labels, weights)))],
                OutOfFoldLoss = uncalibrated,
                CalibratedLoss = _loss(final, labels, weights),
                CrossFittedGain = gain,
                Disagreement = task == PredictionTask.Regression ? [] : Diversity.Disagreement(predictions),
                ErrorCorrelation = Diversity.ErrorCorrelation(predictions, labels),
                Calibration = calibration,
                Temperature = calibration == CalibrationMethod.Temperature ? 1 / average.Scale : 1,
                ReliabilityBefore = Curve(combined),
                Reliability = Curve(final),
                Threshold = threshold.At,
                ThresholdValue = threshold.Value,
                OutOfFold = final,
                Notes = _notes,
            };
        }

        private IReadOnlyList<ReliabilityBin> Curve(FloatMatrix predicted)
        {
            if (task != PredictionTask.Multiclass)
            {
                return task == PredictionTask.Binary ? Reliability.Curve(predicted.Values.AsSpan(0, labels.Length), labels, weights: weights) : [];
            }

            var (sure, right) = (new float[labels.Length], new float[labels.Length]);
            for (var row = 0; row < labels.Length; row++)
            {
                var named = MulticlassMetrics.PredictedClass(predicted.Row(row));
                (sure[row], right[row]) = (predicted.Row(row)[named], named == (int)labels[row] ? 1 : 0);
            }

            return Reliability.Curve(sure, right, weights: weights);
        }
    }
}
