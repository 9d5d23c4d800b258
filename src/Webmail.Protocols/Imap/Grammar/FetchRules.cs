using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>FETCH and UIDFETCH. Whatever is wrong inside, there is a row.</summary>
internal static class FetchRules
{
    /// <summary>msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")"</summary>
    public static FetchRow Row(ref ImapReader r, uint sequenceNumber, Uid? uid)
    {
        var row = new FetchRow { SequenceNumber = sequenceNumber, Uid = uid, Bytes = r.Weight };
        var start = r.Position;
        if (r.ExpectOpen())
        {
            Items(ref r, row);
        }
        else
        {
            r.In("msg-att");
            r.AddDefect("FETCH", start);
        }

        row.Defects = r.Defects;
        return row;
    }

    private static void Items(ref ImapReader r, FetchRow row)
    {
        var wrapped = 0;
        while (!r.AtEnd)
        {
            if (r.TryClose())
            {
                if (wrapped-- == 0)
                    return;
                continue;
            }

            r.TrySpace();
            if (r.TryByte((byte)'('))
            {
                r.Note(ServerQuirks.ItemInParentheses);
                wrapped++;
                continue;
            }

            var start = r.Position;
            if (r.TryItemName(out var name) && FetchItemRules.Item(ref r, row, name))
                continue;
            if (r.AtEnd)
                break;
            r.In("msg-att");
            r.AddDefect(Encoding.Latin1.GetString(name[..Math.Min(name.Length, 64)]), start);
            if (!FetchRecovery.StepOver(ref r, start))
            {
                FetchRecovery.ReadTail(ref r, row, start);
                return;
            }
        }

        r.Note(ServerQuirks.MissingClose);
    }
}
