using Webmail.Benchmarks.Html;
using Webmail.Benchmarks.Imap;
using Webmail.Benchmarks.Mime;
using Webmail.Benchmarks.Smtp;
using Webmail.Benchmarks.Ui;

// The benchmarks by name. Each prints a Markdown table to standard output.
Dictionary<string, Func<string[], Task>> benchmarks = new(StringComparer.Ordinal)
{
    ["mime"] = MimeBenchmark.RunAsync,
    ["bombs"] = BombBenchmark.RunAsync,
    ["html"] = HtmlBenchmark.RunAsync,
    ["smtp"] = SmtpBenchmark.RunAsync,
    ["imap"] = EngineBenchmark.RunAsync,
    ["compression"] = CompressionBenchmark.RunAsync,
    ["ui"] = UiBenchmark.RunAsync,
    ["opening"] = OpeningBenchmark.RunAsync,
    ["writing"] = WritingBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var run))
{
    await Console.Error.WriteLineAsync("Benchmarks: " + string.Join(", ", benchmarks.Keys));
    return 1;
}

await run(args[1..]);
return 0;
