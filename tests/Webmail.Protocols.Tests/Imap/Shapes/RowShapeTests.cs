using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Grammar;

namespace Webmail.Protocols.Tests.Imap.Shapes;

/// <summary>
/// Fifty rows over a connection, the twenty-fifth in a shape that no grammar knows: it is shown with what could be read and marked, the forty-nine
/// others are as they were, and the connection answers the next command.
/// </summary>
public sealed class RowShapeTests
{
    private const int Rows = 50;
    private const int Odd = 25;

    public static TheoryData<string> Names => [.. RowShapes.All.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_row_is_shown_and_marked_and_costs_no_other(string name)
    {
        var shape = RowShapes.All[name];
        var plain = new RowShape("", "", "");
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync(string.Concat(Enumerable.Range(1, Rows).Select(i => (i == Odd ? shape : plain).Row((uint)i))));
            await session.OkAsync(fetch);
            await session.AnswerAsync("NOOP");
        });

        var rows = new List<FetchRow>();
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1:50"), FetchItems.Listing, ct: Ct)) rows.Add(row);
        await scripted.Connection.NoopAsync(Ct);

        Assert.Equal(Enumerable.Range(1, Rows).Select(i => new Uid((uint)i)), rows.Select(row => row.Uid!.Value));
        Assert.All(rows.Where(row => row.SequenceNumber != Odd), row => Assert.Equal("Subject | ann@tidewater.test | bo@tidewater.test | text/plain", RowText.Of(row)));
        var odd = rows[Odd - 1];
        Assert.Equal((true, 4711L, true), (odd.Flags!.IsSeen, odd.Size, odd.InternalDate is not null));
        Assert.Equal(shape.Shown, RowText.Of(odd));
        Assert.Equal(shape.Marks, Marks(odd, scripted.Connection.Quirks));
        Assert.All(odd.Defects, defect => Assert.False(defect.Raw.IsEmpty));
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
    }

    private static string Marks(FetchRow row, ServerQuirks quirks) =>
        row.Defects.Count > 0 ? string.Join(", ", row.Defects.Select(defect => defect.Item).Distinct()) : quirks == ServerQuirks.None ? "" : quirks.ToString();
}
