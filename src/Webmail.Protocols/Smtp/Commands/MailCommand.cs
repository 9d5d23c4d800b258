using System.Globalization;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>MAIL FROM with the parameters of every extension that is needed and offered.</summary>
internal static class MailCommand
{
    public static CommandLine Build(SmtpEnvelope envelope, SmtpContent content, SmtpCapabilities offered)
    {
        var command = new CommandLine("MAIL").Add($"FROM:<{envelope.Sender.OnWire}>");
        if (content.Length is { } length && offered.Has("SIZE"))
        {
            // RFC 1870 section 6.
            command.Add(string.Create(CultureInfo.InvariantCulture, $"SIZE={length}"));
        }

        if (content.Body != SmtpBody.SevenBit)
        {
            // RFC 6152, RFC 3030 section 3.
            command.Add(content.Body == SmtpBody.Binary ? "BODY=BINARYMIME" : "BODY=8BITMIME");
        }

        if (envelope.NeedsUtf8 || content.HasUtf8Headers)
        {
            // RFC 6531 section 3.4.
            command.Add("SMTPUTF8");
        }

        Reports(command, envelope, offered);
        if (envelope.Hold is { } hold)
        {
            command.Add(hold.Parameter);
        }

        if (envelope.RequireTls)
        {
            // RFC 8689 section 4.1.
            command.Add("REQUIRETLS");
        }

        if (envelope.Priority is { } priority && offered.Has("MT-PRIORITY"))
        {
            command.Add(string.Create(CultureInfo.InvariantCulture, $"MT-PRIORITY={Math.Clamp(priority, -9, 9)}"));
        }

        if (envelope.ReturnAfter is { } after && offered.Has("DELIVERBY"))
        {
            // RFC 2852 section 4: "R" returns the message when the time is over.
            command.Add(string.Create(CultureInfo.InvariantCulture, $"BY={Math.Clamp((long)after.TotalSeconds, 1, 999_999_999)};R"));
        }

        return command;
    }

    /// <summary>Wishes that go unfulfilled.</summary>
    public static IReadOnlyList<string> LeftOut(SmtpEnvelope envelope, SmtpCapabilities offered) =>
    [
        .. envelope.WantsReports && !offered.Has("DSN") ? ["DSN"] : Array.Empty<string>(),
        .. envelope.Priority is not null && !offered.Has("MT-PRIORITY") ? ["MT-PRIORITY"] : Array.Empty<string>(),
        .. envelope.ReturnAfter is not null && !offered.Has("DELIVERBY") ? ["DELIVERBY"] : Array.Empty<string>(),
    ];

    // RFC 3461 sections 4.3 and 4.4.
    private static void Reports(CommandLine command, SmtpEnvelope envelope, SmtpCapabilities offered)
    {
        if (!offered.Has("DSN"))
        {
            return;
        }

        if (envelope.Return != DsnReturn.Unspecified)
        {
            command.Add(envelope.Return == DsnReturn.Full ? "RET=FULL" : "RET=HDRS");
        }

        if (envelope.Id is { } id)
        {
            command.Add("ENVID=" + XText.Encode(id));
        }
    }
}
