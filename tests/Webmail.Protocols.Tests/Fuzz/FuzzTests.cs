using System.Diagnostics;
using System.Globalization;

namespace Webmail.Protocols.Tests.Fuzz;

/// <summary>
/// Damaged octets of a server for framing, grammar and a whole connection. Always a fixed number with a fixed seed; in continuous integration (<c>CI=true</c>) each target then
/// goes on for some seconds with a seed of its own, and <c>WEBMAIL_FUZZ_SECONDS=3600</c> makes that any time. A finding is cut down, printed with its seed, and written beside the
/// test binaries.
/// </summary>
public sealed class FuzzTests
{
    private const int FixedSeed = 20261122;
    private const int IntegrationSeconds = 5;

    public static TheoryData<string> Names => new(FuzzTargets.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Target_DamagedOctets_HoldsItsPromises(string name)
    {
        var (makeSamples, target, fixedRounds) = FuzzTargets.All[name];
        var samples = makeSamples();
        var rounds = await RunAsync(name, target, samples, FixedSeed, round => round < fixedRounds);
        var clock = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(Seconds());
        var seed = Environment.TickCount;
        if (time > TimeSpan.Zero) rounds += await RunAsync(name, target, samples, seed, _ => clock.Elapsed < time);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {rounds} inputs, seed {seed}");
        Assert.True(rounds >= fixedRounds);
    }

    private static async Task<long> RunAsync(string name, Func<byte[], Random, Task> target, byte[][] samples, int seed, Func<long, bool> goesOn)
    {
        var mutator = new ImapMutator(samples, seed);
        long round = 0;
        for (; goesOn(round); round++)
        {
            var (input, chance) = (mutator.Next(), mutator.Random.Next());
            if (await FailureAsync(target, input, chance) is not { } failure) continue;
            var small = await ImapMutator.MinimiseAsync(input, async shorter => await FailureAsync(target, shorter, chance) is not null);
            await File.WriteAllBytesAsync(Path.Combine(AppContext.BaseDirectory, $"fuzz-{name}-{seed}.bin"), small, TestContext.Current.CancellationToken);
            Assert.Fail($"seed {seed}, round {round}: {await FailureAsync(target, small, chance) ?? failure}\n{Convert.ToBase64String(small)}");
        }

        return round;
    }

    private static int Seconds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("WEBMAIL_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        return Environment.GetEnvironmentVariable("CI") == "true" ? IntegrationSeconds : 0;
    }

    private static async Task<Exception?> FailureAsync(Func<byte[], Random, Task> target, byte[] input, int chance)
    {
        try
        {
            await target(input, new Random(chance));
            return null;
        }
        catch (Exception found)
        {
            return found;
        }
    }
}
