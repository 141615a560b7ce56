namespace Microsoft.ML;

/// <summary>Something that can be written into a model file.</summary>
public interface ICanSaveModel
{
    /// <summary>Writes this into the file. Outside this library a type does it by handing the context to a transformer that can.</summary>
    /// <param name="ctx">The place in the file.</param>
    void Save(ModelSaveContext ctx);
}
