namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>The tests whose workers are processes: a server of their own, beside the tests that stop theirs.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresWorkers : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres workers";
}
