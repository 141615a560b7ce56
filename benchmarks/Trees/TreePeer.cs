using System.Runtime.InteropServices;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>A library of trees in Python, with the files it reads.</summary>
internal sealed class TreePeer : IDisposable
{
    private readonly PythonPeer _process;

    private TreePeer(PythonPeer process, bool hasForests)
    {
        _process = process;
        HasForests = hasForests;
    }

    public string Name => _process.Name;

    /// <summary>Whether its random forest is compared with.</summary>
    public bool HasForests { get; }

    /// <summary>Whether its trees are held to the same limits as ours: XGBoost knows no fewest rows of a leaf, only a hessian, which counts rows in regression alone.</summary>
    public bool SharesLimits(PredictionTask task) => HasForests || task == PredictionTask.Regression;

    /// <summary>The peers that are installed.</summary>
    public static IReadOnlyList<TreePeer> Start(BenchmarkContext context)
    {
        var peers = new List<TreePeer>();
        Add("xgboost", "trees_xgboost.py", hasForests: false);
        Add("sklearn", "trees_sklearn.py", hasForests: true);
        return peers;

        void Add(string module, string script, bool hasForests)
        {
            if (PythonPeer.TryStart(script, module) is { } process)
            {
                peers.Add(new TreePeer(process, hasForests));
                context.Versions[module] = process.Name;
            }
            else
            {
                context.Output.WriteLine($"No python3 here can import {module}: ours is measured without it.");
            }
        }
    }

    /// <summary>Has it train and score.</summary>
    /// <param name="folder">Where <see cref="Write"/> put the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="setting">What to train.</param>
    public TreeFit Fit(string folder, TreeData data, TreeSetting setting)
    {
        var categories = setting.Kind == TreeKind.Categorical ? string.Join(',', data.Categorical) : "-";
        var answer = _process.Ask(FormattableString.Invariant(
            $"{folder} {setting.Kind} {data.Task} {data.Outputs} {data.Train.Features.Columns} {setting.Leaves} {setting.Threads} {OurTrees.PredictedRows(data)} {setting.Seed} {categories}"));
        var scores = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "scores"))).ToArray();
        return new TreeFit(answer[0], answer[1], answer[2], scores);
    }

    /// <summary>Writes features and labels as raw floats, which NumPy reads at once.</summary>
    public static void Write(TreeData data, string folder)
    {
        WriteFile("train", data.Train.Features.Values);
        WriteFile("train_labels", data.Train.Labels);
        WriteFile("test", data.Test.Features.Values);

        void WriteFile(string name, float[] values)
        {
            using var file = File.Create(Path.Combine(folder, name));
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    public void Dispose() => _process.Dispose();
}
