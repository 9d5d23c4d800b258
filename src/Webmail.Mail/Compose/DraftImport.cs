using System.Text;
using Webmail.Html.TextConversion;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Compose;

/// <summary>Brings mail into drafts: stored drafts of this and other programs, messages to be edited as new, originals to be quoted.</summary>
internal sealed class DraftImport(IDraftFiles files, IIdentities identities)
{
    /// <summary>A stored message as a draft, with all it holds.</summary>
    public async Task<Draft> LoadAsync(IMailAccount account, string accountKey, MessageReference reference, bool asNew, CancellationToken ct)
    {
        var message = await account.Reader.OpenAsync(reference.Folder, reference.Uid, ct);
        if (message.Reference != reference) throw new MailUnavailableException(MailFailure.Gone, "");
        var who = await identities.ListAsync(account.Identity, ct);
        var state = asNew ? null : DraftState.Of(message.Header);
        var id = (asNew ? null : DraftState.IdOf(message.Header)) ?? Guid.NewGuid();
        var head = Answers.Head(ComposeIntent.EditAsNew, message, who, message.HtmlSection is null ? DraftFormat.Plain : DraftFormat.Html);
        var draft = head with { Id = id, Files = [] };
        if (state is not null)
        {
            draft = draft with
            {
                Revision = state.Revision, Kind = state.Kind, Identity = state.Identity, Format = state.Format, Options = state.Options, Source = state.Source,
                To = [.. draft.To, .. state.HalfWritten],
            };
        }
        else if (!asNew)
        {
            var references = MessageIds.Parse(message.Header.Find("In-Reply-To"));
            if (references.Count > 0) draft = draft with { Kind = DraftKind.Reply };
        }

        var shown = new List<(string Section, Guid File)>();
        if (message.HtmlSection is { } html)
        {
            var body = await account.Reader.ReadHtmlAsync(reference, html, new HtmlViewOptions(section => Picture(accountKey, id, section, shown), EditorHtml.Hold), ct);
            draft = body.Html is { } safe ? draft with { Html = safe.Content.Trim() } : draft with { Html = TextToHtml.Convert(body.Text, new PlainTextOptions()) };
        }
        else if (message.PlainSection is { } plain)
        {
            draft = draft with { Text = TextOf((await account.Reader.ReadPlainAsync(reference, plain, ct)).Text) };
        }

        var taking = new DraftPartTaker(files, account, id, message.Reference, state?.Files ?? []);
        var taken = new List<DraftFile>();
        foreach (var (section, file) in shown)
        {
            var picture = await taking.TakePictureAsync(section, file, ct);
            // The same picture as in another tab has the same name there.
            draft = draft with { Html = draft.Html.Replace(file.ToString("D"), picture.Id.ToString("D"), StringComparison.Ordinal) };
            taken.Add(picture);
        }

        foreach (var part in await account.Reader.ReadAttachmentsAsync(message.Reference, ct))
            if (shown.TrueForAll(inline => inline.Section != part.Section)) taken.Add(await taking.TakeAsync(part, ct));
        return draft with { Files = taken };
    }

    /// <summary>The draft with the original quoted (or what was selected of it).</summary>
    public async Task<Draft> QuoteAsync(
        IMailAccount account, string accountKey, Draft draft, OpenedMessage message, string? selection, ComposeWords words, CancellationToken ct)
    {
        var shown = new List<(string Section, Guid File)>();
        string html;
        if (selection is { Length: > 0 }) html = EditorHtml.ForEditor(selection, _ => null) ?? "";
        else if (message.HtmlSection is { } section)
        {
            var body = await account.Reader.ReadHtmlAsync(message.Reference, section, new HtmlViewOptions(part => Picture(accountKey, draft.Id, part, shown), EditorHtml.Hold), ct);
            html = body.Html is { } safe ? safe.Content.Trim() : TextToHtml.Convert(body.Text, new PlainTextOptions());
        }
        else if (message.PlainSection is { } plain)
        {
            html = TextToHtml.Convert(TextOf((await account.Reader.ReadPlainAsync(message.Reference, plain, ct)).Text), new PlainTextOptions());
        }
        else html = "";

        var text = HtmlToText.Convert(html, new HtmlToTextOptions { MaxChars = ComposeLimits.MaxTextChars });
        var sender = message.From.Count > 0 ? message.From[0] : null;
        var forwarded = draft.Kind == DraftKind.Forward;
        var attribution = forwarded ? ForwardHead(message, words) : words.Attribution(sender?.Display ?? "", message.Date ?? message.Received);
        var taking = new DraftPartTaker(files, account, draft.Id, message.Reference, []);
        var taken = new List<DraftFile>();
        foreach (var (section, file) in shown) taken.Add(await taking.TakePictureAsync(section, file, ct));
        return draft with
        {
            Attribution = attribution, Quote = forwarded ? html : $"<blockquote>{html}</blockquote>",
            QuoteText = forwarded ? text : string.Join('\n', text.Split('\n').Select(line => line.StartsWith('>') ? ">" + line : "> " + line)),
            Files = [.. draft.Files, .. taken],
        };
    }

    private static string ForwardHead(OpenedMessage message, ComposeWords words)
    {
        var head = new StringBuilder($"---------- {words.Forwarded} ----------\n");
        Line(words.From, message.From.Select(person => person.Name.Length > 0 ? $"{person.Name} <{person.Address}>" : person.Address));
        head.Append(words.Date).Append(": ").Append(words.Time(message.Date ?? message.Received)).Append('\n');
        head.Append(words.Subject).Append(": ").Append(message.Subject).Append('\n');
        Line(words.To, message.To.Select(person => person.Display));
        Line(words.Cc, message.Cc.Select(person => person.Display));
        return head.ToString();

        void Line(string name, IEnumerable<string> people)
        {
            var joined = string.Join(", ", people);
            if (joined.Length > 0) head.Append(name).Append(": ").Append(joined).Append('\n');
        }
    }

    private static string Picture(string accountKey, Guid draft, string section, List<(string Section, Guid File)> shown)
    {
        var known = shown.FirstOrDefault(part => part.Section == section);
        if (known.Section is null) shown.Add(known = (section, Guid.NewGuid()));
        return EditorHtml.FileUrl(accountKey, draft, known.File);
    }

    private static string TextOf(TextDocument document)
    {
        var text = new StringBuilder();
        foreach (var block in document.Blocks)
        {
            var marks = new string('>', block.QuoteDepth);
            foreach (var line in block.Lines)
            {
                text.Append(marks);
                if (marks.Length > 0) text.Append(' ');
                foreach (var piece in line) text.Append(piece.Text);
                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }
}
