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

    public EnsembleRowScorer(EnsemblePlan plan, ScoreColumns columns, DataViewRow row)
    {
        (_plan, _columns) = (plan, columns);
        var reads = plan.Reads;
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
        var all = new FloatMatrix(1, _plan.Combiner.Inputs);
        for (var i = 0; i < _rows.Length; i++)
        {
            var values = new float[_plan.SizeOf(i)];
            _readers[i](values);
            _plan.Add(i, values, all.Row(0), _columns.Outputs);
        }

        _plan.Combine(all, block);
    }

    public void Dispose()
    {
        // The rows share the row they are bound to, which its owner disposes of.
    }
}
