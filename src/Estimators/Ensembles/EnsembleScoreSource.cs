using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Runs every part over the data side by side and combines, block by block.</summary>
internal sealed class EnsembleScoreSource : IScoreSource
{
    private readonly EnsemblePlan _plan;
    private readonly ScoreColumns _columns;
    private readonly DataViewRowCursor[] _cursors;
    private readonly ColumnReader.ReadFloats[] _readers;
    private readonly ValueGetter<DataViewRowId> _id;

    public EnsembleScoreSource(EnsemblePlan plan, ScoreColumns columns, IDataView input, Random? random)
    {
        (_plan, _columns) = (plan, columns);
        var seed = random?.Next();
        var reads = plan.Reads;
        _cursors = new DataViewRowCursor[reads.Length];
        _readers = new ColumnReader.ReadFloats[reads.Length];
        for (var i = 0; i < reads.Length; i++)
        {
            var view = reads[i].Model.Transform(input);
            var column = view.Schema[reads[i].Column];
            _cursors[i] = view.GetRowCursor([column], seed is { } value ? new Random(value) : null);
            _readers[i] = ColumnReader.Bind(_cursors[i], column);
        }

        _id = _cursors[0].GetIdGetter();
    }

    public void Fill(ScoreBlock block)
    {
        var all = new FloatMatrix(block.Capacity, _plan.Combiner.Inputs);
        block.Count = 0;
        for (var i = 0; i < _cursors.Length; i++)
        {
            var count = Fill(i, i == 0 ? block.Capacity : block.Count, all, i == 0 ? block : null);
            if (i > 0 && count != block.Count)
            {
                throw new InvalidOperationException("The data gave fewer rows on a second reading. Read the data into memory first (ml.Data.Cache).");
            }

            block.Count = count;
        }

        _plan.Combine(new FloatMatrix(block.Count, all.Columns, all.Values), block);
    }

    public void Dispose()
    {
        foreach (var cursor in _cursors)
        {
            cursor.Dispose();
        }
    }

    private int Fill(int part, int most, FloatMatrix all, ScoreBlock? ids)
    {
        var values = new float[_plan.SizeOf(part)];
        var count = 0;
        while (count < most && _cursors[part].MoveNext())
        {
            if (ids is not null)
            {
                _id(ref ids.Ids[count]);
            }

            _readers[part](values);
            _plan.Add(part, values, all.Row(count), _columns.Outputs);
            count++;
        }

        return count;
    }
}
