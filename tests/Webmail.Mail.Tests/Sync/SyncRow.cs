using System.Globalization;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Sync;

/// <summary>A message as both sides can tell it: its UID and its flags.</summary>
internal static class SyncRow
{
    // \Recent is each session's own.
    public static string Text(Uid uid, FlagSet flags) =>
        string.Create(CultureInfo.InvariantCulture, $"{uid.Value}: {string.Join(' ', flags.Remove(Flag.Recent).Select(flag => flag.ToString()).Order(StringComparer.Ordinal))}");
}
