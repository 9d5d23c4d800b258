using System.Security.Cryptography;
using System.Text;

namespace Webmail.Web.Endpoints;

/// <summary>
/// The empty document in which pdf.js draws a PDF: an opaque origin that may load pdf.js and nothing else. The file comes from our page by message, so a hole in the
/// reader finds no cookie, no address and no network. Scripts in PDFs are never run: the part of pdf.js that could is not shipped.
/// </summary>
internal static class PdfFrame
{
    internal const string LibraryPath = "/vendor/pdfjs-dist";

    private const string Style = """
        :root{color-scheme:dark;background:#20282c}
        body{margin:0;padding:12px;display:grid;gap:12px;justify-items:center;font:14px/1.4 system-ui,sans-serif;color:#e4e9ec}
        .page{position:relative;inline-size:min(100%,900px);background:#fff;box-shadow:0 1px 4px #0004;overflow:hidden}
        .page canvas{display:block;inline-size:100%;block-size:100%}
        body > canvas{display:none}
        .words{position:absolute;inset:0;line-height:1;text-align:initial;transform-origin:0 0;--scale-round-x:1px;--scale-round-y:1px;--min-font-size:1;--min-font-size-inv:calc(1/var(--min-font-size));--text-scale-factor:calc(var(--total-scale-factor)*var(--min-font-size))}
        .words :is(span,br){color:transparent;position:absolute;white-space:pre;cursor:text;transform-origin:0% 0%;font-size:calc(var(--text-scale-factor)*var(--font-height,0));transform:rotate(var(--rotate,0deg)) scaleX(var(--scale-x,1)) scale(var(--min-font-size-inv))}
        .words ::selection{background:#06c4;color:transparent}
        @media print{body{padding:0;gap:0}.page{box-shadow:none;break-after:page}}
        """;

    private const string Script = """
        const maxPages = 300, maxPixels = 12e6;
        const send = message => parent.postMessage(message, "*");
        const draw = async (pdf, document, box, number) => {
          const page = await document.getPage(number);
          const plain = page.getViewport({ scale: 1 });
          box.style.aspectRatio = plain.width + "/" + plain.height;
          const scale = box.clientWidth / plain.width;
          const sharp = Math.min(Math.min(devicePixelRatio, 2) * scale, Math.sqrt(maxPixels / (plain.width * plain.height)));
          const canvas = window.document.createElement("canvas");
          const viewport = page.getViewport({ scale: sharp });
          canvas.width = Math.floor(viewport.width);
          canvas.height = Math.floor(viewport.height);
          const words = window.document.createElement("div");
          words.className = "words";
          words.style.setProperty("--total-scale-factor", scale);
          box.replaceChildren(canvas, words);
          await page.render({ canvas, viewport }).promise;
          await new pdf.TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport: page.getViewport({ scale }) }).render();
          page.cleanup();
        };
        const show = async ({ library, worker, bytes, label }) => {
          const pdf = await import(library);
          // Here, not in a worker: an opaque origin can't start one from another, and the frame has a process of its own anyway.
          globalThis.pdfjsWorker = await import(worker);
          const document = await pdf.getDocument({ data: new Uint8Array(bytes), enableXfa: false, useWasm: false, useWorkerFetch: false, maxImageSize: 25e6, verbosity: 0 }).promise;
          const first = (await document.getPage(1)).getViewport({ scale: 1 });
          const boxes = new Map();
          const drawing = new Map();
          const near = new IntersectionObserver(entries => {
            for (const { target, isIntersecting } of entries) {
              if (isIntersecting && !drawing.has(target)) drawing.set(target, draw(pdf, document, target, boxes.get(target)).catch(() => {}));
              else if (!isIntersecting && drawing.has(target)) drawing.get(target).then(() => { drawing.delete(target); target.replaceChildren(); });
            }
          }, { rootMargin: "1500px 0px" });
          const count = Math.min(document.numPages, maxPages);
          for (let number = 1; number <= count; number++) {
            const box = window.document.createElement("section");
            box.className = "page";
            box.style.aspectRatio = first.width + "/" + first.height;
            box.setAttribute("aria-label", label.replace("{0}", number).replace("{1}", document.numPages));
            boxes.set(box, number);
            window.document.body.append(box);
            near.observe(box);
          }
          send({ type: "pdf-shown", pages: document.numPages, shown: count });
        };
        addEventListener("message", event => {
          if (event.source === parent && event.data?.bytes instanceof ArrayBuffer)
            show(event.data).catch(error => send({ type: "pdf-failed", locked: error?.name === "PasswordException" }));
        });
        addEventListener("keydown", event => { if (event.key === "Escape") send({ type: "pdf-escape" }); });
        send({ type: "pdf-ready" });
        """;

    public static void MapPdfFrame(this IEndpointRouteBuilder routes) => routes.MapGet("/frame/pdf", WriteAsync);

    /// <summary>No connection but for the library; 'unsafe-eval' and workers are not among what is allowed.</summary>
    internal static string Policy(string host, string nonce) =>
        $"sandbox allow-scripts; default-src 'none'; script-src 'nonce-{nonce}' {(FrameDocument.IsPlainHost(host) ? host : "'self'")}{(FrameDocument.IsPlainHost(host) ? LibraryPath + "/" : "")}; "
        + $"style-src 'nonce-{nonce}'; img-src data: blob:; font-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        MessageResponses.Prepare(context.Response, Policy(context.Request.Host.Value ?? "", nonce));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title></title><style nonce=\"{nonce}\">{Style}</style></head><body><script type=\"module\" nonce=\"{nonce}\">{Script}</script></body></html>",
            Encoding.UTF8, context.RequestAborted);
    }
}
