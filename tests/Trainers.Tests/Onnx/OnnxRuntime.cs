using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNetTuning.Trainers.Tests.Onnx;

/// <summary>
/// ONNX Runtime as npm gives it, in a Node.js process that stays running. The package is installed once into <c>artifacts/onnxruntime</c> of the
/// repository; its native library is in the package, so no script needs to run.
/// </summary>
public sealed class OnnxRuntime : IDisposable
{
    private const string Package = "onnxruntime-node";
    private const string Version = "1.30.0";

    private readonly Process _node;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onnx");

    public OnnxRuntime()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Onnx", "onnx-run.js");
        _node = Start("node", script, Install());
        if (_node.StandardOutput.ReadLine() != "ready")
        {
            throw new InvalidOperationException($"ONNX Runtime did not start: {_node.StandardError.ReadToEnd()}");
        }
    }

    /// <summary>The outputs of a model for rows, by name, each with its dimensions and its numbers.</summary>
    public Dictionary<string, (int[] Dimensions, double[] Values)> Run(Action<Stream> write, FloatMatrix features)
    {
        var (model, rows, result) = (Path.Combine(_folder.FullName, "model.onnx"), Path.Combine(_folder.FullName, "rows.bin"), Path.Combine(_folder.FullName, "result.json"));
        using (var file = File.Create(model))
        {
            write(file);
        }

        File.WriteAllBytes(rows, MemoryMarshal.AsBytes(features.Values.AsSpan(0, features.Rows * features.Columns)));
        _node.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model}|{rows}|{features.Rows}|{features.Columns}|{result}"));
        _node.StandardInput.Flush();
        var answer = _node.StandardOutput.ReadLine();
        if (answer != "ok")
        {
            throw new InvalidOperationException($"ONNX Runtime refused the model: {answer}");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(result));
        return json.RootElement.EnumerateObject().ToDictionary(
            output => output.Name,
            output => (output.Value.GetProperty("dims").EnumerateArray().Select(d => d.GetInt32()).ToArray(), output.Value.GetProperty("values").EnumerateArray().Select(Number).ToArray()));
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit(10_000);
        _node.Dispose();
        _folder.Delete(recursive: true);
    }

    private static double Number(JsonElement value)
        => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!.Replace("Infinity", "∞", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Install()
    {
        var artifacts = typeof(OnnxRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ArtifactsFolder").Value!;
        var target = Path.Combine(artifacts, $"onnxruntime-{Version}");
        if (Directory.Exists(target))
        {
            return target;
        }

        // Installed beside and moved at the end, so that a folder that stands is complete.
        var partial = Path.Combine(artifacts, $"onnxruntime-{Guid.NewGuid():N}");
        Directory.CreateDirectory(partial);
        File.WriteAllText(Path.Combine(partial, "package.json"), "{ \"private\": true }");
        using var npm = Start("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", partial, $"{Package}@{Version}");
        var output = npm.StandardOutput.ReadToEndAsync();
        var error = npm.StandardError.ReadToEnd();
        npm.WaitForExit();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"The tests of ONNX files could not install {Package} {Version} with npm; give the machine access to a registry or fill {target} elsewhere. npm said: {output.Result}{error}");
        }

        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another run was faster.
            Directory.Delete(partial, recursive: true);
        }

        return target;
    }

    private static Process Start(string program, params string[] arguments)
    {
        var isScript = OperatingSystem.IsWindows() && program == "npm";
        var start = new ProcessStartInfo(isScript ? "cmd" : program, isScript ? ["/c", "npm", .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"The tests of ONNX files need Node.js 18 or later with npm on the PATH; '{program}' could not be started.", e);
        }
    }
}
