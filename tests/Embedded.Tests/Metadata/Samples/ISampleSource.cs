namespace MLNetTuning.Embedded.Tests.Metadata.Samples;

public interface ISampleSource<out T>
    where T : class
{
    T Current { get; }

    IEnumerable<TItem> Convert<TItem>(TItem[] values, in int count, params string[] names)
        where TItem : struct;
}
