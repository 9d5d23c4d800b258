namespace Webmail.Mail.Live;

/// <summary>Runs asynchronous work under an execution context captured earlier.</summary>
internal static class CapturedContext
{
    public static Task RunAsync(ExecutionContext? context, Func<Task> work)
    {
        if (context is null) return work();
        var running = Task.CompletedTask;
        ExecutionContext.Run(context, _ => running = work(), null);
        return running;
    }
}
