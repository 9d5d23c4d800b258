using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>Each bomb is read to its end within 64 MB; times are measured in the benchmarks.</summary>
public sealed class BombTests
{
    private const long MaxAllocated = 64L * 1024 * 1024;

    public static TheoryData<string> Messages => new(Bombs.Messages.Select(b => b.Name));

    public static TheoryData<string> Values => new(Bombs.Values.Select(b => b.Name));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_Bomb_IsReadWithinItsBudget(string name)
    {
        var bytes = Encoding.Latin1.GetBytes(Bombs.Messages.Single(b => b.Name == name).Make());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = MimeMessage.Parse(bytes);
        _ = (message.Subject, message.From.Mailboxes.Count, message.Date, message.MessageId);
        Assert.NotNull(message.Plan());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        Assert.True(message.AllParts().Count() <= MimeLimits.Default.MaxParts);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_Bomb_IsReadWithinItsBudget(string name)
    {
        var bomb = Bombs.Values.Single(b => b.Name == name);
        var bytes = Encoding.Latin1.GetBytes(bomb.Make());
        var before = GC.GetAllocatedBytesForCurrentThread();
        bomb.Read(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
    }
}
