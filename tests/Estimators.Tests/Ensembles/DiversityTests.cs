using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Tests.Ensembles;

public sealed class DiversityTests
{
    [Fact]
    public void Disagreement_Binary_IsTheShareOfRowsOnTheOtherSideOfOneHalf()
    {
        var found = Diversity.Disagreement([Column(0.9f, 0.2f, 0.6f, 0.1f), Column(0.8f, 0.7f, 0.4f, 0.3f)]);
        Assert.Equal([0, 0.5], found[0]);
        Assert.Equal([0.5, 0], found[1]);
    }

    [Fact]
    public void Disagreement_Multiclass_ComparesTheClassesPredicted()
    {
        var found = Diversity.Disagreement([new FloatMatrix(2, 3, [0.6f, 0.3f, 0.1f, 0.1f, 0.2f, 0.7f]), new FloatMatrix(2, 3, [0.5f, 0.4f, 0.1f, 0.1f, 0.7f, 0.2f])]);
        Assert.Equal(0.5, found[0][1]);
    }

    [Fact]
    public void ErrorCorrelation_IsPearsonsOfPredictionLessLabel()
    {
        // Errors 1, -1, 2, 0 and 2, -1, 1, 0, both of mean 1/2: products 0.75 + 2.25 + 0.75 + 0.25 over squares of 5 each.
        var found = Diversity.ErrorCorrelation([Column(11, 19, 32, 40), Column(12, 19, 31, 40)], [10, 20, 30, 40]);
        Assert.Equal(1, found[0][0]);
        Assert.Equal(4 / 5.0, found[0][1], 1e-9);
        Assert.Equal(found[0][1], found[1][0]);
    }

    [Fact]
    public void ErrorCorrelation_SizesThatDiffer_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Diversity.ErrorCorrelation([Column(1, 2), Column(1)], [1, 2]));
        Assert.Contains("2 rows of predictions but 1 labels", Assert.Throws<ArgumentException>(() => Diversity.ErrorCorrelation([Column(1, 2)], [1])).Message);
    }

    private static FloatMatrix Column(params float[] values) => new(values.Length, 1, values);
}
