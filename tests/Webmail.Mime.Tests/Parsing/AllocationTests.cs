using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed class AllocationTests
{
    [Fact]
    public void Parse_SmallMail_AllocatesLessThanItsSize()
    {
        var text = new StringBuilder("Return-Path: <a@example.org>\r\nReceived: from a.example.org (a.example.org [192.0.2.1])\r\n\tby b.example.org with ESMTPS id 1\r\n\tfor <x@example.org>; Tue, 1 Jul 2003 10:52:37 +0200\r\n");
        text.Append("From: Name <a@example.org>\r\nTo: x@example.org\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <1@example.org>\r\nDate: Tue, 1 Jul 2003 10:52:37 +0200\r\nMIME-Version: 1.0\r\n");
        text.Append("Content-Type: multipart/alternative; boundary=\"=_12345\"\r\n\r\n--=_12345\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n").Insert(text.Length, "text line of a mail\r\n", 100);
        text.Append("--=_12345\r\nContent-Type: text/html; charset=utf-8\r\n\r\n").Insert(text.Length, "<p>text line of a mail</p>\r\n", 100).Append("--=_12345--\r\n");
        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        MimeMessage.Parse(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) MimeMessage.Parse(bytes);
        var perMessage = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        Assert.True(perMessage <= bytes.Length, $"{perMessage} bytes for a message of {bytes.Length}");
    }

    [Theory]
    [InlineData("base64", 0.05)]
    [InlineData("quoted-printable", 0.05)]
    public void OpenContent_PartOfAMegabyte_CostsABlock(string encoding, double perByte)
    {
        var body = string.Concat(Enumerable.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM=\r\n", 13_000));
        var bytes = Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}");
        var block = new byte[32 * 1024];
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes.Length * perByte);

        void Read()
        {
            using var content = MimeMessage.Parse(bytes).Root.OpenContent();
            while (content.Read(block, 0, block.Length) > 0)
            {
            }
        }
    }

    [Fact]
    public void Addresses_SixtyThousand_CostSixBytesAByte()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"Name {i} <user{i}@example.org>, ")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(60_000, Webmail.Mime.Headers.AddressList.Parse(bytes).Mailboxes.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes.Length * 6L);
    }
}
