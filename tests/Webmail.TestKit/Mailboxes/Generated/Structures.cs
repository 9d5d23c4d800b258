using System.Text;

namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Less common shapes: forwarded messages, signed and encrypted structure, delivery and disposition reports.</summary>
internal static class Structures
{
    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        byte[] inner = with.Simple("The original, with its own attachment").Content;
        yield return One(with, 12, "Fwd: The original, with its own attachment", Part.Multipart("mixed", with.Boundary(),
            Part.Text("See the message below, and tell me what you think.\n\nCheers"), Part.Message(inner, "original.eml")));
        yield return One(with, 88, "Three messages as attachments", Part.Multipart("mixed", with.Boundary(),
            Part.Text("As asked."), Part.Message(inner, "one.eml"), Part.Message(with.Simple("Second").Content, "two.eml"), Part.Message(with.Simple("Drittens: Größe").Content, "drei – größer.eml")));
        yield return One(with, 130, "Signed with S/MIME", Part.MultipartWith("signed", with.Boundary(), "; protocol=\"application/pkcs7-signature\"; micalg=sha-256",
            Part.Text("This text is signed; the signature is of the right shape only."),
            Part.Attachment("smime.p7s", "application/pkcs7-signature", Documents.Noise(with.Random, 2_400))));
        yield return One(with, 150, "Signed with OpenPGP", Part.MultipartWith("signed", with.Boundary(), "; protocol=\"application/pgp-signature\"; micalg=pgp-sha512",
            Part.Text("Signed text."),
            Part.Attachment("signature.asc", "application/pgp-signature", Encoding.ASCII.GetBytes($"-----BEGIN PGP SIGNATURE-----\r\n\r\n{Convert.ToBase64String(Documents.Noise(with.Random, 300))}\r\n-----END PGP SIGNATURE-----\r\n"), TransferEncoding.SevenBit)));
        yield return One(with, 170, "Encrypted with OpenPGP", Part.MultipartWith("encrypted", with.Boundary(), "; protocol=\"application/pgp-encrypted\"",
            Part.RawText("Version: 1\r\n"u8.ToArray(), "application/pgp-encrypted", TransferEncoding.SevenBit),
            Part.Attachment("encrypted.asc", "application/octet-stream", Documents.Noise(with.Random, 900))));
        yield return One(with, 44, "Undelivered Mail Returned to Sender", Part.MultipartWith("report", with.Boundary(), "; report-type=delivery-status",
            Part.Text("I'm sorry to have to inform you that your message could not be delivered to one or more recipients."),
            Part.RawText("Reporting-MTA: dns; mail.tidewater.test\r\n\r\nFinal-Recipient: rfc822; gone@example.test\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"u8.ToArray(), "message/delivery-status", TransferEncoding.SevenBit),
            Part.Message(inner, "original.eml")));
        yield return One(with, 66, "Read: Budget for the buoy network", Part.MultipartWith("report", with.Boundary(), "; report-type=disposition-notification",
            Part.Text("The message was displayed. This is no guarantee that it has been read or understood."),
            Part.RawText(Encoding.ASCII.GetBytes($"Final-Recipient: rfc822; {with.Owner.Address}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n"), "message/disposition-notification", TransferEncoding.SevenBit)));
        yield return One(with, 99, "HTML only, without any text part", Part.Html("<html><body><h1>Only HTML</h1><ul><li>first<li>second</ul><table border=1><tr><td>a<td>b</table></body></html>"));
        yield return One(with, 101, "A picture as the whole message", Part.Inline("whole@pictures.test", "morning.jpg", "image/jpeg", Pictures.Photo(1)));
        yield return One(with, 140, "A document as the whole message", Part.Attachment("report.pdf", "application/pdf", Documents.Pdf("Report", Prose.Sentences)));
    }

    private static GeneratedMessage One(MailboxGenerator with, double hours, string subject, Part body)
    {
        DateTimeOffset date = with.Ago(hours);
        return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
        {
            From = with.Pick(Person.Others),
            To = [with.Owner],
            Subject = subject,
            Date = date,
            MessageId = with.NextId(),
            Body = body,
        });
    }
}
