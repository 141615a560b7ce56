using System.CommandLine;

namespace MLNetTuning.Cli;

/// <summary><c>mltune leaderboard DIR</c>.</summary>
internal static class LeaderboardCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var command = new Command("leaderboard", "Prints the configurations tried, best first, as delimited text.") { folder };
        command.SetAction(parsed =>
        {
            output.Write(File.ReadAllText(ModelFolder.Existing(new ModelFolder(parsed.GetRequiredValue(folder)).Leaderboard)));
            return 0;
        });
        return command;
    }
}
