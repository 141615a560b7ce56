using MLNetTuning.Examples;
using MLNetTuning.Examples.TelcoChurn;

return await ExampleHost.RunAsync(args, ChurnExample.RunAsync);
