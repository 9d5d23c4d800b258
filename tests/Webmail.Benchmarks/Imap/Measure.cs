using System.Diagnostics;

namespace Webmail.Benchmarks.Imap;

/// <summary>Wall time, processor time of this process, and octets allocated by it.</summary>
internal readonly record struct Measure(double Wall, double Cpu, double Kilobytes)
{
    public static async Task<Measure> OfAsync(Func<Task> work, int runs)
    {
        var all = new List<Measure>();
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var process = Process.GetCurrentProcess();
            var (cpu, start, allocated) = (process.TotalProcessorTime, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            await work();
            process.Refresh();
            all.Add(new Measure(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1000.0));
        }

        return new Measure(Median(all, one => one.Wall), Median(all, one => one.Cpu), Median(all, one => one.Kilobytes));
    }

    private static double Median(List<Measure> all, Func<Measure, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
}
