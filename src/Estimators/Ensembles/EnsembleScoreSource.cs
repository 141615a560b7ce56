using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Runs every part over the data side by side and averages, block by block.</summary>
internal sealed class EnsembleScoreSource : IScoreSource
{
    private readonly EnsemblePart[] _parts;
    private readonly ScoreColumns _columns;
    private readonly DataViewRowCursor[] _cursors;
    private readonly ColumnReader.ReadFloats[] _readers;
    private readonly ValueGetter<DataViewRowId> _id;

    public EnsembleScoreSource(EnsemblePart[] parts, ScoreColumns columns, IDataView input, Random? random)
    {
        (_parts, _columns) = (parts, columns);
        var seed = random?.Next();
        _cursors = new DataViewRowCursor[parts.Length];
        _readers = new ColumnReader.ReadFloats[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var view = parts[i].Model.Transform(input);
            var column = view.Schema[parts[i].OutputColumn];
            _cursors[i] = view.GetRowCursor([column], seed is { } value ? new Random(value) : null);
            _readers[i] = ColumnReader.Bind(_cursors[i], column);
        }

        _id = _cursors[0].GetIdGetter();
    }

    public void Fill(ScoreBlock block)
    {
        var outputs = _columns.Outputs;
        var sums = new double[block.Capacity * outputs];
        block.Count = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            var count = Fill(i, i == 0 ? block.Capacity : block.Count, sums, i == 0 ? block : null);
            if (i > 0 && count != block.Count)
            {
                throw new InvalidOperationException("The data gave fewer rows on a second reading. Read the data into memory first (ml.Data.Cache).");
            }

            block.Count = count;
        }

        EnsembleAverage.Write(sums.AsSpan(0, block.Count * outputs), block, _columns.Task);
    }

    public void Dispose()
    {
        foreach (var cursor in _cursors)
        {
            cursor.Dispose();
        }
    }

    private int Fill(int part, int most, double[] sums, ScoreBlock? ids)
    {
        var values = new float[_parts[part].Outputs];
        var count = 0;
        while (count < most && _cursors[part].MoveNext())
        {
            if (ids is not null)
            {
                _id(ref ids.Ids[count]);
            }

            _readers[part](values);
            _parts[part].Add(values, sums.AsSpan(count * _columns.Outputs, _columns.Outputs));
            count++;
        }

        return count;
    }
}
