using Microsoft.ML;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Fits pipelines on every fold and predicts the rows each fit did not see.</summary>
internal sealed class OutOfFoldRunner(IDataView data, PredictionTask task, IReadOnlyList<string> classes, IReadOnlyList<FoldAssignment> repeats, EnsembleOptions options)
{
    /// <summary>For each candidate its predictions of all rows, averaged over repeats, and its fitted pipelines.</summary>
    public (FloatMatrix Predictions, ITransformer[] Models)[] Run(IReadOnlyList<EnsembleCandidate> candidates)
    {
        var jobs = candidates.SelectMany((_, c) => repeats.SelectMany((assignment, r) => Enumerable.Range(0, assignment.Count).Select(fold => (Candidate: c, Repeat: r, Fold: fold)))).ToArray();
        var fits = new (ITransformer Model, FloatMatrix Predictions)[jobs.Length];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = options.CancellationToken };
        try
        {
            Parallel.For(0, jobs.Length, parallel, i =>
            {
                var (candidate, repeat, fold) = jobs[i];
                fits[i] = Fit(candidates[candidate], repeats[repeat], fold);
                options.Progress?.Report(new EnsembleProgress(candidates[candidate].Name, Interlocked.Increment(ref done), jobs.Length));
            });
        }
        catch (AggregateException e)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            throw e.Flatten().InnerExceptions[0];
        }

        return [.. candidates.Select((_, c) =>
        {
            var own = Enumerable.Range(0, jobs.Length).Where(i => jobs[i].Candidate == c).ToArray();
            return (Join([.. own.Select(i => (jobs[i].Repeat, jobs[i].Fold, fits[i].Predictions))]), own.Select(i => fits[i].Model).ToArray());
        })];
    }

    private (ITransformer Model, FloatMatrix Predictions) Fit(EnsembleCandidate candidate, FoldAssignment folds, int fold)
    {
        using (TrialContext.Enter(new TrialContext { CancellationToken = options.CancellationToken }))
        {
            var model = candidate.Pipeline.Fit(new RowSubsetView(data, folds.Mask(fold, inside: false)));
            var scored = model.Transform(new RowSubsetView(data, folds.Mask(fold, inside: true)));
            var predictions = InLabelOrder(PredictionReader.Read(scored, task), scored.Schema);
            var bad = predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            return bad < 0
                ? (model, predictions)
                : throw new InvalidOperationException($"The candidate '{candidate.Name}' predicts {predictions.Values[bad]}, which is no finite number. Leave it out, or fill missing values before its trainer.");
        }
    }

    // A pipeline that makes its own keys may know the classes in another order.
    private FloatMatrix InLabelOrder(FloatMatrix predictions, DataViewSchema schema)
    {
        if (task != PredictionTask.Multiclass || ModelLabel.Classes(schema) is not { } own || own.Names.SequenceEqual(classes, StringComparer.Ordinal))
        {
            return predictions;
        }

        return PredictionReader.InOrder(predictions, ModelLabel.ClassMap(own.Names, classes), classes.Count);
    }

    private FloatMatrix Join((int Repeat, int Fold, FloatMatrix Predictions)[] parts)
    {
        var all = new FloatMatrix(repeats[0].Rows, parts[0].Predictions.Columns);
        foreach (var (repeat, fold, predictions) in parts)
        {
            var next = 0;
            for (var row = 0; row < all.Rows; row++)
            {
                if (repeats[repeat].FoldOfRow[row] != fold)
                {
                    continue;
                }

                var from = predictions.Row(next++);
                var to = all.Row(row);
                for (var k = 0; k < to.Length; k++)
                {
                    to[k] += from[k] / repeats.Count;
                }
            }
        }

        return all;
    }
}
