using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Model;

/// <summary>Models saved with the loader of their data, and without any of its schema.</summary>
public sealed class LoaderModelTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlnettuning-{Guid.NewGuid():N}.csv");

    public LoaderModelTests()
    {
        File.WriteAllText(_path, "Name;A;B;C;Key\n\"x;y\";1;2,5;3;0\nz;4;;6;1\n");
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void LoadWithDataLoader_WhatSaveWrote_LoadsTheSameRows()
    {
        var loader = Loader();
        var data = loader.Load(new MultiFileSource(_path));
        var model = _ml.Transforms.CopyColumns("Copy", "Numbers").Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, loader, file);
        file.Position = 0;

        var loaded = new MLContext().Model.LoadWithDataLoader(file, out var read);

        var again = loaded.Transform(read.Load(new MultiFileSource(_path)));
        Assert.Equal(data.Schema.Select(static c => (c.Name, c.Type)), read.GetOutputSchema().Select(static c => (c.Name, c.Type)));
        Assert.Equal(["x;y", "z"], again.GetColumn<string>("Name"));
        Assert.Equal([[1, 2.5f, 3], [4, float.NaN, 6]], again.GetColumn<float[]>("Copy"));
        Assert.Equal([1u, 2u], again.GetColumn<uint>("Key"));
        Assert.Equal(["A", "B", "C"], Transforms.MixedRow.SlotNames(again.Schema["Numbers"]));
    }

    [Fact]
    public void Load_ModelSavedWithALoader_GivesTheLoadersSchema()
    {
        var loader = Loader();
        var data = loader.Load(new MultiFileSource(_path));
        using var file = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Numbers").Fit(data), loader, file);
        file.Position = 0;

        var model = _ml.Model.Load(file, out var schema);

        Assert.Equal(["Name", "Numbers", "Key"], schema.Select(static c => c.Name));
        Assert.Equal(2, model.Transform(data).GetColumn<float[]>("Copy").Count());
    }

    [Fact]
    public void LoadWithDataLoader_ModelSavedWithASchema_Throws()
    {
        var data = Loader().Load(new MultiFileSource(_path));
        using var file = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Numbers").Fit(data), data.Schema, file);
        file.Position = 0;

        Assert.ThrowsAny<Exception>(() => _ml.Model.LoadWithDataLoader(file, out _));
    }

    [Fact]
    public void Save_NoSchema_LoadsWithoutOne()
    {
        var data = Loader().Load(new MultiFileSource(_path));
        using var file = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Numbers").Fit(data), null, file);
        file.Position = 0;

        var model = _ml.Model.Load(file, out var schema);

        Assert.Null(schema);
        Assert.Equal(2, model.Transform(data).GetColumn<float[]>("Copy").Count());
    }

    private TextLoader Loader() => _ml.Data.CreateTextLoader(
        new TextLoader.Options
        {
            Separators = [';'],
            HasHeader = true,
            AllowQuoting = true,
            DecimalMarker = ',',
            MissingRealsAsNaNs = true,
            Columns =
            [
                new TextLoader.Column("Name", DataKind.String, 0),
                new TextLoader.Column("Numbers", DataKind.Single, 1, 3),
                new TextLoader.Column("Key", DataKind.UInt32, [new TextLoader.Range(4)], new KeyCount(2)),
            ],
        },
        new MultiFileSource(_path));
}
