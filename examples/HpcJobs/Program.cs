using MLNetTuning.Examples;
using MLNetTuning.Examples.HpcJobs;

return await ExampleHost.RunAsync(args, JobExample.RunAsync);
