using System.Runtime.InteropServices;
using Webmail.Demo;
using Webmail.TestKit.Servers;

using var stop = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);

try
{
    await DemoRun.RunAsync(DemoOptions.Parse(args), TimeProvider.System, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception failure) when (failure is UsageException or ServerFailedException or ServerMissingException or IOException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

// The default would end this process at once; its servers are to end in order.
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
