using System.Security.Cryptography;
using System.Text.Json;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Cli;

/// <summary>The folder of a run while this process works on it: nobody else does, and its state is written whole or not at all.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

    private RunFolder(ModelFolder files, FileStream one) => (Files, _lock) = (files, one);

    internal ModelFolder Files { get; }

    /// <summary>Takes a folder for a new run, and clears what a finished or failed one left of its search.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used; the message says why and what to do.</exception>
    internal static RunFolder Create(ModelFolder files)
    {
        var folder = Take(files);
        try
        {
            if (File.Exists(files.Experiment) && Directory.Exists(files.Trials) && Directory.EnumerateFiles(files.Trials).Any() && TryRead(files)?.State == RunState.Running)
            {
                throw new InvalidOperationException(
                    $"'{files.Path}' holds a run that was ended before it was finished. Go on with 'mltune resume {files.Path}', give another --out, or delete the folder.");
            }

            foreach (var file in new[] { files.Study, files.Study + "-wal", files.Study + "-shm" })
            {
                File.Delete(file);
            }

            if (Directory.Exists(files.Trials))
            {
                Directory.Delete(files.Trials, recursive: true);
            }

            return folder;
        }
        catch (UnauthorizedAccessException e)
        {
            folder.Dispose();
            throw Unusable(files, e);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Takes the folder of an earlier run.</summary>
    /// <exception cref="InvalidOperationException">It is none, another process works on it, or it cannot be written to.</exception>
    internal static (RunFolder Folder, RunState State) Open(ModelFolder files)
    {
        var state = ReadState(files);
        return (Take(files), state);
    }

    /// <summary>The state of a run's folder.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    internal static RunState ReadState(ModelFolder files) => TryRead(files)
        ?? throw new InvalidOperationException($"'{files.Path}' is not the folder of a run: it has no {Path.GetFileName(files.Experiment)} that 'mltune train' of this version wrote. Give the folder that was its --out.");

    /// <summary>Writes the state.</summary>
    internal void Write(RunState state) => WholeFile.Write(Files.Experiment, part => File.WriteAllText(part, state.Write()));

    /// <summary>The SHA-256 of a file.</summary>
    internal static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public void Dispose()
    {
        File.Delete(Files.Lock);
        _lock.Dispose();
    }

    private static RunState? TryRead(ModelFolder files)
    {
        try
        {
            return RunState.Read(File.ReadAllText(files.Experiment));
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            return null;
        }
    }

    private static RunFolder Take(ModelFolder files)
    {
        try
        {
            Directory.CreateDirectory(files.Path);
            return new RunFolder(files, new FileStream(files.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(files.Lock))
        {
            throw new InvalidOperationException($"Another mltune is at work in '{files.Path}'. Wait for it, or give another folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(files, e);
        }
    }

    private static InvalidOperationException Unusable(ModelFolder files, Exception e) =>
        new($"The folder '{files.Path}' cannot be written to ({e.Message.TrimEnd('.')}). Give another --out, or let this process write there.", e);
}
