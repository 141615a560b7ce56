namespace Microsoft.ML.Runtime;

/// <summary>Takes messages of a component for people; they arrive in <see cref="MLContext.Log"/>.</summary>
public interface IChannel : IPipe<ChannelMessage>
{
    /// <summary>Tells detail.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">The message.</param>
    void Trace(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells detail.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">A composite format.</param>
    /// <param name="args">Its arguments.</param>
    void Trace(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Tells an error.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">The message.</param>
    void Error(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells an error.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">A composite format.</param>
    /// <param name="args">Its arguments.</param>
    void Error(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Tells a warning.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">The message.</param>
    void Warning(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells a warning.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">A composite format.</param>
    /// <param name="args">Its arguments.</param>
    void Warning(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Tells news.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">The message.</param>
    void Info(MessageSensitivity sensitivity, string fmt);

    /// <summary>Tells news.</summary>
    /// <param name="sensitivity">What the message may disclose.</param>
    /// <param name="fmt">A composite format.</param>
    /// <param name="args">Its arguments.</param>
    void Info(MessageSensitivity sensitivity, string fmt, params object[] args);
}
