using MLNetTuning.Examples;
using MLNetTuning.Examples.SacramentoPrices;

return await ExampleHost.RunAsync(args, PriceExample.RunAsync);
