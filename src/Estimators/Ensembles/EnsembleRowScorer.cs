using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Runs every part on one row and combines.</summary>
internal sealed class EnsembleRowScorer : IRowScorer
{
    private readonly EnsemblePlan _plan;
    private readonly ScoreColumns _columns;
    private readonly DataViewRow[] _rows;
    private readonly ColumnReader.ReadFloats[] _readers;
    private readonly float[][] _values;
    private readonly FloatMatrix _all;

    public EnsembleRowScorer(EnsemblePlan plan, ScoreColumns columns, DataViewRow row)
    {
        (_plan, _columns) = (plan, columns);
        var reads = plan.Reads;
        _values = [.. reads.Select((_, i) => new float[plan.SizeOf(i)])];
        _all = new FloatMatrix(1, plan.Combiner.Inputs);
        _rows = new DataViewRow[reads.Length];
        _readers = new ColumnReader.ReadFloats[reads.Length];
        for (var i = 0; i < reads.Length; i++)
        {
            var mapper = reads[i].Model.GetRowToRowMapper(row.Schema);
            var column = mapper.OutputSchema[reads[i].Column];
            _rows[i] = mapper.GetRow(row, [column]);
            _readers[i] = ColumnReader.Bind(_rows[i], column);
        }
    }

    public void Score(ScoreBlock block)
    {
        _all.Row(0).Clear();
        for (var i = 0; i < _rows.Length; i++)
        {
            _readers[i](_values[i]);
            _plan.Add(i, _values[i], _all.Row(0), _columns.Outputs);
        }

        _plan.Combine(_all, block);
    }

    public void Dispose()
    {
        // The rows share the row they are bound to, which its owner disposes of.
    }
}
