namespace Webmail.Mail.Outbox;

/// <summary>What is written down of a message while a server is being spoken to.</summary>
/// <param name="Commit">Just before the end of the message is sent.</param>
/// <param name="Withdraw">The server refused it, end and all, and it is sent again at once in another way: until its end is sent once more, nobody has it.</param>
internal sealed record SubmissionSteps(Func<CancellationToken, Task> Commit, Func<CancellationToken, Task> Withdraw);
