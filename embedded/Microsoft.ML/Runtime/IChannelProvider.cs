namespace Microsoft.ML.Runtime;

/// <summary>Opens channels on which a component tells what it does.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel.</summary>
    /// <param name="name">The source named in its messages.</param>
    IChannel Start(string name);
}
