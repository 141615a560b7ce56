using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

public sealed class EnumerableTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void LoadFromEnumerable_MembersAndAttributes_MakeTheSchema()
    {
        var schema = _ml.Data.LoadFromEnumerable<Row>([]).Schema;

        Assert.Equal(NumberDataViewType.Single, schema["Number"].Type);
        Assert.Equal(TextDataViewType.Instance, schema["Renamed"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 4), schema["Key"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Fixed"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single), schema["Variable"].Type);
        Assert.Null(schema.GetColumnOrNull("Ignored"));
    }

    [Fact]
    public void LoadFromEnumerable_Values_ComeBackThroughCreateEnumerable()
    {
        Row[] rows = [new() { Number = 1, Text = "a", Fixed = [1, 2], Variable = [5] }, new() { Number = float.NaN, Fixed = [3, 4], Variable = [] }];

        var back = _ml.Data.CreateEnumerable<Row>(_ml.Data.LoadFromEnumerable(rows), reuseRowObject: false).ToArray();

        Assert.Equal([1, float.NaN], back.Select(static r => r.Number));
        Assert.Equal(["a", ""], back.Select(static r => r.Text));
        Assert.Equal([[1, 2], [3, 4]], back.Select(static r => r.Fixed));
        Assert.Equal([[5], []], back.Select(static r => r.Variable));
    }

    [Fact]
    public void LoadFromEnumerable_KeyMember_CountsFromZeroAndTooLargeIsMissing()
    {
        Row[] rows = [new() { Key = 0 }, new() { Key = 3 }, new() { Key = 4 }];

        Assert.Equal([1u, 4u, 0u], _ml.Data.LoadFromEnumerable(rows).GetColumn<uint>("Key"));
    }

    [Fact]
    public void LoadFromEnumerable_SchemaDefinition_ChangesTypesAndAnnotations()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Variable"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1);
        definition["Number"].ColumnName = "Other";
        definition["Other"].AddAnnotation("Note", true, BooleanDataViewType.Instance);

        var schema = _ml.Data.LoadFromEnumerable<Row>([], definition).Schema;

        var note = false;
        schema["Other"].Annotations.GetValue("Note", ref note);
        Assert.True(note);
        Assert.Equal(1, ((VectorDataViewType)schema["Variable"].Type).Size);
    }

    [Fact]
    public void CreateEnumerable_ColumnMissing_ThrowsUnlessIgnored()
    {
        var data = _ml.Data.LoadFromEnumerable([new Narrow { Number = 2 }]);

        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray());
        Assert.Equal(2, _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false, ignoreMissingColumns: true).Single().Number);
    }

    [Fact]
    public void CreateEnumerable_OtherType_Throws()
    {
        var data = _ml.Data.LoadFromEnumerable([new Narrow { Number = 2 }]);

        Assert.ThrowsAny<Exception>(() => _ml.Data.CreateEnumerable<Wrong>(data, reuseRowObject: false).ToArray());
    }

    [Fact]
    public void CreateEnumerable_ReuseRowObject_GivesOneObject()
    {
        var data = _ml.Data.LoadFromEnumerable([new Narrow { Number = 1 }, new Narrow { Number = 2 }]);

        var rows = _ml.Data.CreateEnumerable<Narrow>(data, reuseRowObject: true).ToArray();

        Assert.Same(rows[0], rows[1]);
    }

    [Fact]
    public void GetColumn_OtherType_Throws() =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.LoadFromEnumerable([new Narrow()]).GetColumn<string>("Number").ToArray());

    [Fact]
    public void Preview_MoreRowsThanAsked_ShowsTheFirst()
    {
        var preview = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(static i => new Narrow { Number = i })).Preview(2);

        Assert.Equal(2, preview.RowView.Length);
        Assert.Equal([0f, 1f], preview.ColumnView[0].Values);
    }

    private sealed class Row
    {
        public float Number;

        [ColumnName("Renamed")]
        public string? Text;

        [KeyType(4)]
        public uint Key;

        [VectorType(2)]
        public float[] Fixed = [0, 0];

        public float[] Variable = [];

        [NoColumn]
        public object Ignored = new();
    }

    private sealed class Narrow
    {
        public float Number { get; set; }
    }

    private sealed class Wrong
    {
        public string Number { get; set; } = "";
    }
}
