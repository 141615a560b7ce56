using System.Diagnostics;
using System.Globalization;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>
/// The name a worker signs its leases with: machine, process, start of the process, and a number of its own. Workers of the same machine see
/// by it at once that one of them is gone, and need not wait for its lease.
/// </summary>
internal static class WorkerIdentity
{
    private const char Separator = '/';

    public static string Create(string? machine)
    {
        using var process = Process.GetCurrentProcess();
        return string.Join(Separator, machine ?? ThisMachine, process.Id.ToString(CultureInfo.InvariantCulture), Started(process), Guid.NewGuid().ToString("N"));
    }

    /// <summary>True when the owner was a process of this machine that has ended. False when it lives, or when this machine cannot know.</summary>
    public static bool IsGone(string owner)
    {
        string[] parts = owner.Split(Separator);
        if (parts.Length != 4 || parts[0] != ThisMachine || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited || Started(process) != parts[2];
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return e is InvalidOperationException;
        }
    }

    // Containers of one host may share its name, but not their process numbers.
    private static string ThisMachine { get; } =
        (Environment.MachineName + "-" + (OperatingSystem.IsLinux() ? File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name : "")).Replace(Separator, '-');

    // Whole seconds: the start is worked out from the ticks since boot, and two readings may differ in the last digits.
    private static string Started(Process process) =>
        new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
