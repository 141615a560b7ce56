using MLNetTuning.Cli;

return await MltuneCommand.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
