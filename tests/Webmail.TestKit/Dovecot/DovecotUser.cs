namespace Webmail.TestKit.Dovecot;

/// <summary>
/// Which system users Dovecot's processes run as. Root: the two that Debian's package made, and <c>mail</c> for the
/// mailboxes. Anybody else: everything runs as that user, and nothing can be shut into a chroot.
/// </summary>
internal static class DovecotUser
{
    public const string MailUser = "mail";

    // Services whose stock configuration asks for a chroot, which only root can do.
    private static readonly string[] ChrootServices =
        ["anvil", "imap-login", "imap-urlauth-login", "managesieve-login", "submission-login", "stats", "ipc", "director", "auth-worker", "config"];

    public static bool IsRoot => Environment.IsPrivilegedProcess;

    public static string Lines(string root)
    {
        string me = IsRoot ? MailUser : Environment.UserName;
        string users =
            $"first_valid_uid = 1\nmail_uid = {me}\nmail_gid = {(IsRoot ? MailUser : "")}\n" +
            $"userdb {{\n  driver = static\n  args = uid={me} home={root}/mail/%Lu allow_all_users=yes\n}}\n";
        if (IsRoot) return users.Replace("args = uid=mail ", "args = uid=mail gid=mail ", StringComparison.Ordinal);
        return users.Replace("mail_gid = \n", "", StringComparison.Ordinal)
            + $"default_login_user = {me}\ndefault_internal_user = {me}\ndefault_internal_group =\n"
            + string.Concat(ChrootServices.Select(service => $"service {service} {{\n  chroot =\n}}\n"));
    }
}
