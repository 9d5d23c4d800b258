using Webmail.Tool;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};
await using var input = Console.OpenStandardInput();
await using var output = Console.OpenStandardOutput();
return await CommandTable.RunAsync(args, input, output, Console.Error, interrupt.Token);
