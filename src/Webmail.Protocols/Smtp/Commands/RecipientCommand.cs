using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>RCPT TO, with NOTIFY and ORCPT where wished for and offered (RFC 3461 sections 4.1 and 4.2).</summary>
internal static class RecipientCommand
{
    private static readonly (DsnNotify Flag, string Word)[] Words =
        [(DsnNotify.Never, "NEVER"), (DsnNotify.Success, "SUCCESS"), (DsnNotify.Failure, "FAILURE"), (DsnNotify.Delay, "DELAY")];

    public static CommandLine Build(SmtpRecipient recipient, SmtpCapabilities offered)
    {
        var command = new CommandLine("RCPT").Add($"TO:<{recipient.Address.OnWire}>");
        if (recipient.Notify != DsnNotify.Unspecified && offered.Has("DSN"))
        {
            command.Add("NOTIFY=" + string.Join(',', Words.Where(word => recipient.Notify.HasFlag(word.Flag)).Select(word => word.Word)));
            command.Add("ORCPT=" + XText.OriginalRecipient(recipient.Address));
        }

        return command;
    }

    public static SmtpRecipientResult Result(SmtpRecipient recipient, SmtpReply reply) => new(
        recipient,
        reply.IsDone ? SmtpRecipientStatus.Accepted : reply.IsPermanent ? SmtpRecipientStatus.RefusedForGood : SmtpRecipientStatus.RefusedForNow,
        reply);
}
