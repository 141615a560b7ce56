using MLNetTuning.Estimators.Validation;

namespace MLNetTuning.Estimators.Tests.Validation;

public class FoldAssignmentTests
{
    [Theory]
    [InlineData(100, 5)]
    [InlineData(103, 4)]
    [InlineData(11, 10)]
    public void Stratified_EveryFold_HasItsShareOfEachClass(int rows, int folds)
    {
        float[] labels = [.. Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? 1f : 0f)];
        var assignment = FoldAssignment.Stratified(labels, realLabels: false, folds, seed: 3);
        foreach (var label in new[] { 0f, 1f })
        {
            var counts = new int[folds];
            for (var i = 0; i < rows; i++)
            {
                counts[assignment.FoldOfRow[i]] += labels[i] == label ? 1 : 0;
            }

            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void Stratified_SameSeed_SameFolds()
    {
        float[] labels = [.. Enumerable.Range(0, 50).Select(i => (float)(i % 2))];
        int[] one = FoldAssignment.Stratified(labels, false, 5, 1).FoldOfRow.ToArray();
        Assert.Equal(one, FoldAssignment.Stratified(labels, false, 5, 1).FoldOfRow.ToArray());
        Assert.NotEqual(one, FoldAssignment.Stratified(labels, false, 5, 2).FoldOfRow.ToArray());
    }

    [Fact]
    public void Stratified_RealLabels_SpreadTheTailOverFolds()
    {
        float[] labels = [.. Enumerable.Range(0, 100).Select(i => (float)i)];
        var assignment = FoldAssignment.Stratified(labels, realLabels: true, 5, seed: 3);
        Assert.Equal(2, Enumerable.Range(90, 10).Count(i => assignment.FoldOfRow[i] == 0));
    }

    [Fact]
    public void Stratified_MoreFoldsThanRows_SaysWhatIsAllowed() =>
        Assert.StartsWith("3 rows can be split into 2 to 3 folds; give a number of folds in that range.", Assert.Throws<ArgumentOutOfRangeException>(() => FoldAssignment.Stratified([1, 0, 1], false, 4, 0)).Message, StringComparison.Ordinal);
}
