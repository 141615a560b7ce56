using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;

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
        using var json = Ask(write, features.Rows, new { name = "features", columns = features.Columns, values = Numbers(features.Values.AsSpan(0, features.Rows * features.Columns)) });
        return json.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => (Dimensions(output.Value), Values(output.Value).Select(Number).ToArray()));
    }

    /// <summary>A column of whole numbers as an input.</summary>
    public static object Input(string name, long[] values) => new { name, columns = 1, values = "int64:" + Convert.ToBase64String(MemoryMarshal.AsBytes<long>(values)) };

    /// <summary>Texts or numbers as an input.</summary>
    public static object Input(string name, int columns, object values) => new { name, columns, values = values is float[] numbers ? Numbers(numbers) : values };

    /// <summary>The outputs of a model for inputs made by hand.</summary>
    public Dictionary<string, (int[] Dimensions, double[] Numbers, string[] Texts)> Run(PortableModel model, int rows, params object[] inputs)
    {
        using var json = Ask(stream => OnnxExport.Write(model, stream), rows, inputs);
        return json.RootElement.EnumerateObject().ToDictionary(output => output.Name, output =>
        {
            var isText = output.Name.StartsWith("class", StringComparison.Ordinal);
            return (Dimensions(output.Value), isText ? [] : Values(output.Value).Select(Number).ToArray(), isText ? Values(output.Value).Select(value => value.GetString()!).ToArray() : []);
        });
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit(10_000);
        _node.Dispose();
        _folder.Delete(recursive: true);
    }

    private JsonDocument Ask(Action<Stream> write, int rows, params object[] inputs)
    {
        var (model, request, result) = (Path.Combine(_folder.FullName, "model.onnx"), Path.Combine(_folder.FullName, "rows.json"), Path.Combine(_folder.FullName, "result.json"));
        using (var file = File.Create(model))
        {
            write(file);
        }

        File.WriteAllText(request, JsonSerializer.Serialize(new { rows, inputs }));
        _node.StandardInput.WriteLine($"{model}|{request}|{result}");
        _node.StandardInput.Flush();
        var answer = _node.StandardOutput.ReadLine();
        return answer == "ok"
            ? JsonDocument.Parse(File.ReadAllText(result))
            : throw new InvalidOperationException($"ONNX Runtime refused the model: {answer}");
    }

    // Bytes keep what JSON has no form for.
    private static string Numbers(ReadOnlySpan<float> values) => "base64:" + Convert.ToBase64String(MemoryMarshal.AsBytes(values));

    private static int[] Dimensions(JsonElement output) => [.. output.GetProperty("dims").EnumerateArray().Select(d => d.GetInt32())];

    private static IEnumerable<JsonElement> Values(JsonElement output) => output.GetProperty("values").EnumerateArray();

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
