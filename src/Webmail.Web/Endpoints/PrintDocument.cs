using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Webmail.Web.Endpoints;

/// <summary>
/// The print view: a page of its own, because a frame can't be cut into pages. It stands behind the walls of the mail frame (sanitised, an opaque origin by its
/// policy, one nonce), and each message is in a shadow tree, so that the sheet of one does not reach the others or the words around them.
/// </summary>
internal static class PrintDocument
{
    // No popups: a link here leads nowhere; on paper it is words, in a PDF the reader's program asks.
    private const string Sandbox = "sandbox allow-scripts allow-modals";

    private const string Style = """
        @page{margin:16mm 15mm}
        :root{color-scheme:light;background:#fff;color:#1b2328}
        body{margin:0 auto;padding:24px;max-width:820px;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        h1{margin:0 0 14px;font-size:20px;line-height:1.3}
        article+article{margin-top:28px;border-top:2px solid #1b2328;padding-top:14px}
        dl{margin:0 0 14px;padding-bottom:12px;border-bottom:1px solid #b9c2c8;display:grid;grid-template-columns:auto minmax(0,1fr);gap:2px 14px;font-size:12px;break-inside:avoid;break-after:avoid}
        dt{color:#5b666d}
        dd{margin:0}
        .files{margin:16px 0 0;padding-top:8px;border-top:1px solid #b9c2c8;font-size:12px;break-inside:avoid}
        .left{margin:0 0 14px;color:#5b666d;font-size:12px}
        button{position:fixed;inset-block-start:16px;inset-inline-end:16px;padding:8px 18px;border:0;border-radius:8px;background:#006a8e;color:#fff;font:600 14px/20px system-ui,sans-serif;cursor:pointer}
        @media print{body{padding:0;max-width:none}button{display:none}}
        """;

    private const string MailStyle = """
        :host{display:block}
        .webmail-page{display:flow-root;font:14px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word;orphans:3;widows:3}
        img{max-width:100%;break-inside:avoid}
        table{max-width:100%}
        pre{white-space:pre-wrap;font-size:12px}
        blockquote{margin-inline:0 0;padding-inline-start:12px;border-inline-start:2px solid #d5dce1}
        a{color:#006a8e}
        img:not([src]){content:url("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")}
        .m-blocked{background:#f1f4f6;box-sizing:border-box}
        .webmail-note{margin:0 0 12px;color:#5b666d;font-size:12px}
        .webmail-text{white-space:pre-wrap;margin:0}
        .webmail-text+.webmail-text{margin-top:.85em}
        .quoted{padding-inline-start:12px;border-inline-start:2px solid #d5dce1;color:#46515a}
        .q-2{margin-inline-start:14px}.q-3{margin-inline-start:28px}.q-4{margin-inline-start:42px}.q-5{margin-inline-start:56px}
        .sig{color:#5b666d;font-size:12px}
        """;

    // Pictures hold the load event back, so all of them are there.
    private const string Script = """
        document.querySelector("button").addEventListener("click", () => print());
        for (const type of ["click", "auxclick"]) addEventListener(type, event => {
          const link = event.composedPath().find(node => node instanceof Element && node.matches("a[href], area[href]"));
          if (link) event.preventDefault();
        }, true);
        addEventListener("load", () => requestAnimationFrame(() => print()), { once: true });
        """;

    /// <param name="host">The request's Host.</param>
    public static string Policy(string host, string nonce)
    {
        var parts = FrameDocument.IsPlainHost(host) ? host + FrameDocument.PartsPath : "'self'";
        return $"{Sandbox}; default-src 'none'; img-src {parts} data:; style-src 'unsafe-inline'; style-src-elem 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
            + $"script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public static string Write(PrintPages pages, string nonce)
    {
        var page = new StringBuilder();
        // One mail is laid out in the mode its author saw it in; several must agree on one.
        var doctype = pages.Messages is [{ Content.Doctype: var own }] ? own : "<!DOCTYPE html>";
        page.Append(CultureInfo.InvariantCulture, $"{doctype}<html lang=\"{Encode(pages.Language)}\" dir=\"{pages.Direction}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(pages.Subject)}</title>");
        page.Append(CultureInfo.InvariantCulture, $"<style nonce=\"{nonce}\">{Style}</style></head><body><h1 dir=\"auto\">{Encode(pages.Subject)}</h1>");
        if (pages.Left.Length > 0) page.Append(CultureInfo.InvariantCulture, $"<p class=\"left\">{Encode(pages.Left)}</p>");
        foreach (var message in pages.Messages) Append(page, message, nonce);
        return page.Append(CultureInfo.InvariantCulture, $"<button type=\"button\">{Encode(pages.Button)}</button><script nonce=\"{nonce}\">{Script}</script></body></html>").ToString();
    }

    private static void Append(StringBuilder page, PrintedMessage message, string nonce)
    {
        page.Append("<article>");
        if (message.Head.Count > 0)
        {
            page.Append("<dl>");
            foreach (var (name, value) in message.Head) page.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(name)}</dt><dd dir=\"auto\">{Encode(value)}</dd>");
            page.Append("</dl>");
        }

        page.Append(CultureInfo.InvariantCulture, $"<div><template shadowrootmode=\"open\"><style nonce=\"{nonce}\">{MailStyle}</style><style nonce=\"{nonce}\">{message.Content.StyleSheet}</style><div class=\"webmail-page\"{(message.Content.IsPlain ? $" dir=\"{message.Content.Direction}\"" : "")}>{message.Content.Markup}</div></template></div>");
        if (message.Files.Length > 0) page.Append(CultureInfo.InvariantCulture, $"<p class=\"files\" dir=\"auto\">{Encode(message.Files)}</p>");
        page.Append("</article>");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
