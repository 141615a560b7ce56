using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Runs every part on one row and averages.</summary>
internal sealed class EnsembleRowScorer : IRowScorer
{
    private readonly EnsemblePart[] _parts;
    private readonly ScoreColumns _columns;
    private readonly DataViewRow[] _rows;
    private readonly ColumnReader.ReadFloats[] _readers;

    public EnsembleRowScorer(EnsemblePart[] parts, ScoreColumns columns, DataViewRow row)
    {
        (_parts, _columns) = (parts, columns);
        _rows = new DataViewRow[parts.Length];
        _readers = new ColumnReader.ReadFloats[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var mapper = parts[i].Model.GetRowToRowMapper(row.Schema);
            var column = mapper.OutputSchema[parts[i].OutputColumn];
            _rows[i] = mapper.GetRow(row, [column]);
            _readers[i] = ColumnReader.Bind(_rows[i], column);
        }
    }

    public void Score(ScoreBlock block)
    {
        Span<double> sums = new double[_columns.Outputs];
        for (var i = 0; i < _parts.Length; i++)
        {
            var values = new float[_parts[i].Outputs];
            _readers[i](values);
            _parts[i].Add(values, sums);
        }

        EnsembleAverage.Write(sums, block, _columns.Task);
    }

    public void Dispose()
    {
        // The rows share the row they are bound to, which its owner disposes of.
    }
}
