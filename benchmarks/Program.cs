using System.Globalization;
using MLNetTuning.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return BenchmarkProgram.Run(args, Console.Out, Console.Error, TimeProvider.System);
