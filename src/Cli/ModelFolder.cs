namespace MLNetTuning.Cli;

/// <summary>The files of a trained model's folder.</summary>
internal sealed record ModelFolder(string Path)
{
    internal string Model => System.IO.Path.Combine(Path, "model.mltune");

    /// <summary>The model as <c>ml.Model.Save</c> writes it.</summary>
    internal string HostModel => System.IO.Path.Combine(Path, "model.zip");

    internal string Leaderboard => System.IO.Path.Combine(Path, "leaderboard.csv");

    internal string Experiment => System.IO.Path.Combine(Path, "experiment.json");

    /// <summary>What report and codegen read: the whole search as compressed JSON.</summary>
    internal string Record => System.IO.Path.Combine(Path, "search.json.gz");

    internal string Report => System.IO.Path.Combine(Path, "report.html");

    /// <summary>The study, where no other store was named.</summary>
    internal string Study => System.IO.Path.Combine(Path, "study.db");

    /// <summary>The folder of finished models, where no other store was named.</summary>
    internal string Trials => System.IO.Path.Combine(Path, "trials");

    /// <summary>There while a process works on the folder.</summary>
    internal string Lock => System.IO.Path.Combine(Path, "experiment.lock");

    /// <summary>A file of the folder that must be there.</summary>
    internal static string Existing(string file) => File.Exists(file)
        ? file
        : throw new FileNotFoundException($"There is no file '{file}'. Give the folder that 'mltune train --out' wrote.", file);
}
