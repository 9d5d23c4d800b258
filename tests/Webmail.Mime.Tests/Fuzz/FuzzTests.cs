using System.Diagnostics;
using System.Globalization;

namespace Webmail.Mime.Tests.Fuzz;

/// <summary>
/// Damaged inputs for every parser. Always a fixed number with a fixed seed; in continuous integration (<c>CI=true</c>) each target then goes on for
/// some seconds with a seed of its own, and <c>WEBMAIL_FUZZ_SECONDS=3600</c> makes that any time. A finding is cut down, printed with its
/// seed, and written beside the test binaries.
/// </summary>
public sealed class FuzzTests
{
    private const int FixedRounds = 1000;
    private const int FixedSeed = 20261121;
    private const int IntegrationSeconds = 10;

    public static TheoryData<string> Names => new(FuzzTargets.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_DamagedInput_HoldsItsPromises(string name)
    {
        var (makeSamples, target) = FuzzTargets.All[name];
        var samples = makeSamples();
        var rounds = Run(name, target, samples, FixedSeed, r => r < FixedRounds);
        var clock = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(Seconds());
        var seed = Environment.TickCount;
        if (time > TimeSpan.Zero) rounds += Run(name, target, samples, seed, _ => clock.Elapsed < time);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {rounds} inputs, seed {seed}");
        Assert.True(rounds >= FixedRounds);
    }

    private static long Run(string name, Action<byte[]> target, byte[][] samples, int seed, Func<long, bool> goesOn)
    {
        var fuzzer = new MutationFuzzer(samples, seed);
        long round = 0;
        for (; goesOn(round); round++)
        {
            var input = fuzzer.Next();
            if (Failure(target, input) is null) continue;
            var small = MutationFuzzer.Minimise(input, i => Failure(target, i) is not null);
            File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, $"fuzz-{name}-{seed}.bin"), small);
            Assert.Fail($"seed {seed}, round {round}: {Failure(target, small)}\n{Convert.ToBase64String(small)}");
        }

        return round;
    }

    private static int Seconds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("WEBMAIL_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        return Environment.GetEnvironmentVariable("CI") == "true" ? IntegrationSeconds : 0;
    }

    private static Exception? Failure(Action<byte[]> target, byte[] input)
    {
        try
        {
            target(input);
            return null;
        }
        catch (Exception found)
        {
            return found;
        }
    }
}
