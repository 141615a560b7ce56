using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class BlockScoredCursorTests
{
    private const int Rows = 2500;

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void GetRowCursor_MoreRowsThanABlock_GivesEachRowItsOwnValues()
    {
        var (rows, scored, expected) = Scored();
        var schema = scored.Schema;

        using var cursor = scored.GetRowCursor([schema["Label"], schema["Amount"], schema["Features"], schema["Score"]]);
        var label = cursor.GetGetter<bool>(schema["Label"]);
        var amount = cursor.GetGetter<float>(schema["Amount"]);
        var features = cursor.GetGetter<VBuffer<float>>(schema["Features"]);
        var score = cursor.GetGetter<float>(schema["Score"]);
        VBuffer<float> vector = default;
        bool truth = default;
        float number = default;
        var row = 0;
        for (; cursor.MoveNext(); row++)
        {
            Assert.Equal(row, cursor.Position);
            label(ref truth);
            Assert.Equal(rows[row].Label, truth);
            amount(ref number);
            Assert.Equal(rows[row].Amount, number);
            features(ref vector);
            Assert.Equal(rows[row].Features, vector.DenseValues());
            score(ref number);
            Assert.Equal(expected[row], number, 5);
        }

        Assert.Equal(Rows, row);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void GetGetter_CallerChangesTheVectorItGot_LeavesTheRowsAsTheyAre()
    {
        var (rows, scored, _) = Scored();
        var schema = scored.Schema;
        using var cursor = scored.GetRowCursor([schema["Features"], schema["Score"]]);
        var features = cursor.GetGetter<VBuffer<float>>(schema["Features"]);
        VBuffer<float> vector = default;

        for (var row = 0; cursor.MoveNext(); row++)
        {
            features(ref vector);
            VBufferEditor.CreateFromBuffer(ref vector).Values.Fill(-1);
            features(ref vector);
            Assert.Equal(rows[row].Features, vector.DenseValues());
        }
    }

    [Fact]
    public void GetIdGetter_Rows_HaveTheIdsOfTheSource()
    {
        var (rows, scored, _) = Scored();
        using var source = _ml.Data.LoadFromEnumerable(rows).GetRowCursor([]);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var sourceId = source.GetIdGetter();
        var id = cursor.GetIdGetter();
        DataViewRowId expected = default;
        DataViewRowId found = default;

        while (cursor.MoveNext())
        {
            Assert.True(source.MoveNext());
            sourceId(ref expected);
            id(ref found);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void GetRowToRowMapper_OneRow_GivesTheScoreOfTheCursor()
    {
        var (rows, _, expected) = Scored();
        var data = _ml.Data.LoadFromEnumerable(rows);
        ITransformer model = Fit(data);
        var mapper = model.GetRowToRowMapper(data.Schema);
        var score = mapper.OutputSchema["Score"];
        using var cursor = data.GetRowCursor(mapper.GetDependencies([score]));
        using var row = mapper.GetRow(cursor, [score]);
        var getter = row.GetGetter<float>(score);
        float value = default;

        for (var i = 0; i < 50 && cursor.MoveNext(); i++)
        {
            getter(ref value);
            Assert.Equal(expected[i], value, 5);
        }
    }

    [Fact]
    public void GetGetter_ColumnNotActive_Throws()
    {
        var (_, scored, _) = Scored();
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        Assert.ThrowsAny<ArgumentException>(() => cursor.GetGetter<bool>(scored.Schema["Label"]));
    }

    private (TrainerRow[] Rows, IDataView Scored, float[] Expected) Scored()
    {
        var rows = TrainerRow.Sample(Rows);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = Fit(data);
        var expected = new float[Rows];
        for (var i = 0; i < Rows; i++)
        {
            ((IScoreModel)model.Model).Score(rows[i].Features, expected.AsSpan(i, 1));
        }

        return (rows, model.Transform(data), expected);
    }

    private BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Fit(IDataView data)
        => _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 8).Fit(data);
}
