using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Demo;

/// <summary>Fills the demo's mailboxes, each once.</summary>
internal static class DemoMail
{
    public static readonly Person[] Users = [Person.Noor, Person.Marcus];

    public static async Task FillAsync(DemoState state, DovecotServer dovecot, DemoOptions options, DateTimeOffset now, CancellationToken ct)
    {
        for (int number = 0; number < Users.Length; number++)
        {
            Person user = Users[number];
            int seed = number + 1;
            string maildir = dovecot.MaildirOf(user.Address);
            await state.OnceAsync($"mail-{user.First}", async () =>
            {
                await Console.Out.WriteLineAsync($"Writing the mailbox of {user.Name} ...");
                if (Directory.Exists(maildir)) Directory.Delete(maildir, recursive: true);
                await new MaildirWriter(maildir).WriteAsync(new MailboxGenerator(seed, user, now).Mailbox(), ct);
                await dovecot.OwnMailAsync(user.Address, ct);
            }, ct);
        }
        await BulkAsync(state, dovecot, "Big", options.Big, now, ct);
        await BulkAsync(state, dovecot, "Huge", options.Huge, now, ct);
    }

    private static async Task BulkAsync(DemoState state, DovecotServer dovecot, string folder, int count, DateTimeOffset now, CancellationToken ct)
    {
        if (count == 0) return;
        Person user = Users[0];
        await state.OnceAsync($"folder-{folder}", async () =>
        {
            await Console.Out.WriteLineAsync($"Writing the folder {folder} of {user.Name}: {count:N0} messages ...");
            await BulkFolder.WriteAsync(dovecot.MaildirOf(user.Address), folder, count, now, ct);
            await dovecot.OwnMailAsync(user.Address, ct);
        }, ct);
    }
}
