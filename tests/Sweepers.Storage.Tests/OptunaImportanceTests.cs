using System.Globalization;
using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Our importances beside those the real Optuna works out from the same file.</summary>
/// <remarks>On linear ranges only: Optuna weighs a log range as if it were linear, and the values of a choice as if they were independent.</remarks>
public class OptunaImportanceTests
{
    private static SearchSpace Space { get; } = new(
        new FloatParameter("drop", 0, 0.5),
        new IntParameter("leaves", 4, 64),
        new FloatParameter("share", 0, 1) { Step = 0.25 },
        new FloatParameter("l2", -1, 1),
        new FloatParameter("idle", 0, 1));

    [Fact]
    public void Singles_OfOneStudy_AreNearOptunas()
    {
        var folder = Directory.CreateTempSubdirectory("mlnettuning-");
        try
        {
            string file = Path.Combine(folder.FullName, "study.db");
            ImportanceReport ours;
            using (var store = new SqliteStudyStore(file))
            {
                var study = new Study(Space, Sweeper.QuasiRandom(), new StudyOptions { Name = "s", Store = store });
                study.Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 200 });
                ours = ImportanceReport.Of(study);
            }

            string[] said = Optuna.Run("""
                from optuna.importance import FanovaImportanceEvaluator
                s = optuna.load_study(study_name='s', storage='sqlite:///' + sys.argv[1])
                for name, share in FanovaImportanceEvaluator(seed=0).evaluate(s).items():
                    print(name, share)
                """, file);
            var theirs = said.Select(l => l.Split(' ')).ToDictionary(l => l[0], l => double.Parse(l[1], CultureInfo.InvariantCulture));
            double sum = theirs.Values.Sum(), all = ours.Singles.Sum(s => s.Share);
            Assert.Equal(theirs.OrderByDescending(t => t.Value).Take(3).Select(t => t.Key), ours.Singles.Take(3).Select(s => s.Names[0]));
            Assert.All(ours.Singles, s => Assert.InRange(s.Share / all, theirs[s.Names[0]] / sum - 0.08, theirs[s.Names[0]] / sum + 0.08));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Loss(Configuration c) => 2 * c.GetDouble("drop") + c.GetInt32("leaves") / 25.0 + c.GetDouble("share")
        + c.GetDouble("l2") * c.GetDouble("l2") + 0.3 * c.GetDouble("drop") * c.GetDouble("l2");
}
