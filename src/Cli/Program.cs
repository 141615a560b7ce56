using MLNetTuning.Cli;

// What searches ends with what it has; all else ends at once, as programs do.
using var interruption = args is ["train" or "resume" or "retune" or "worker", ..] ? new Interruption(Console.Error) : null;
return await MltuneCommand.RunAsync(args, Console.Out, Console.Error, interruption?.Token ?? CancellationToken.None).ConfigureAwait(false);
