using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

/// <summary>A small model with every kind of step and its rows.</summary>
internal static class PortableSamples
{
    public static PortableModel Binary(params float[] weights)
    {
        PortableMember[] members = [.. weights.Select((weight, i) => new PortableMember(Featurizer(), Predictor(0.1f * (i + 1)), weight))];
        return new PortableModel(Columns(), new PortableLabel { Task = PredictionTask.Binary, Classes = ["No", "Yes"] }, members);
    }

    public static PortableColumn[] Columns() =>
    [
        new("age", PortableColumnKind.Number),
        new("city", PortableColumnKind.Text),
        new("member", PortableColumnKind.Boolean),
        new("sizes", PortableColumnKind.Number, 2),
        new("rate", PortableColumnKind.Text),
    ];

    /// <summary>Features: age scaled, age missing, city one-hot (3), member looked up (2), sizes shifted and scaled (2), rate parsed and filled.</summary>
    public static PortableFeaturizer Featurizer() => new(
    [
        new MissingIndicatorStep("age", "age#missing"),
        new ReplaceMissingStep("age", "age#full", [40]),
        new AffineStep("age#full", "age#scaled", [40], [0.1f]),
        new CategoryStep("city", "city#hot", ["Rome", "Oslo", "Lima"]),
        new CategoryStep("member", "member#code", [0f, 1f], new FloatMatrix(4, 2, [1, 0, 0, 1, 9, 9, 8, 8])),
        new AffineStep("sizes", "sizes#bins", [1, 2], [0.1f, -0.1f]),
        new ParseNumberStep("rate", "rate#number"),
        new ReplaceMissingStep("rate#number", "rate#full", [-1]),
        new ConcatenateStep(["age#scaled", "age#missing", "city#hot", "member#code", "sizes#bins", "rate#full"], "Features"),
    ], "Features");

    public static LinearPredictor Predictor(float first) =>
        new(new FloatMatrix(1, 10, [first, 0.5f, 1, -1, 0.25f, 0.3f, -0.3f, 0.7f, -0.2f, 0.05f]), [0.1f], PortableLink.Logistic());

    public static PortableTable Table() => new PortableTable(4)
        .Set("age", [50, float.NaN, 30, 40])
        .Set("city", ["Rome", "Oslo", null, "Atlantis"])
        .Set("member", [1, 0, float.NaN, 0.5f])
        .Set("sizes", [0, 5, 1.5f, 10, 2, 11, 9, -4], 2)
        .Set("rate", ["1.5", "x", "", "-2e1"]);

    public static float[][] ExpectedFeatures() =>
    [
        [1, 0, 1, 0, 0, 0, 1, -0.1f, -0.3f, 1.5f],
        [0, 1, 0, 1, 0, 1, 0, 0.05f, -0.8f, -1],
        [-1, 0, 0, 0, 0, 8, 8, 0.1f, -0.9f, -1],
        [0, 0, 0, 0, 0, 9, 9, 0.8f, 0.6f, -20],
    ];
}
