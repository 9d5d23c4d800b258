namespace Webmail.Benchmarks.Ui;

/// <summary>What runs in the page to measure it: from the action to two animation frames after the condition holds.</summary>
internal static class UiScripts
{
    /// <summary>An expression that acts, waits for the condition, and gives milliseconds.</summary>
    public static string Measure(string action, string condition) => $$"""
        (async () => {
          const holds = () => {{condition}};
          const start = performance.now();
          {{action}};
          await new Promise(resolve => {
            if (holds()) return resolve();
            const look = () => { if (holds()) { observer.disconnect(); document.removeEventListener('scroll', look, true); resolve(); } };
            const observer = new MutationObserver(look);
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            document.addEventListener('scroll', look, true);
          });
          await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          return performance.now() - start;
        })()
        """;

    /// <summary>
    /// Notes across the navigation of signing in when the list is up and answers to keys, clicks and scrolling, and when the circuit
    /// behind it is there too.
    /// </summary>
    public const string NoteWhenListIsUsable = """
        (() => {
          const note = (name, selector) => {
            const look = () => {
              if (!document.querySelector(selector)) return;
              observer.disconnect();
              requestAnimationFrame(() => requestAnimationFrame(() => { window[name] = Date.now(); }));
            };
            const observer = new MutationObserver(look);
            observer.observe(document, { subtree: true, childList: true, attributes: true });
          };
          note('benchUsable', '.message-list[data-live] .message-row[data-uid]');
          note('benchCircuit', '.message-list[data-bound] .message-row[data-uid]');
        })();
        """;

    /// <summary>Notes when the newest row's subject becomes the given text.</summary>
    public static string NoteWhenOnTop(string subject) => $$"""
        (() => {
          window.benchArrived = 0;
          const holds = () => document.querySelector('.message-row[data-uid] .subj')?.textContent === '{{subject}}';
          const observer = new MutationObserver(() => {
            if (!holds()) return;
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => { window.benchArrived = Date.now(); }));
          });
          observer.observe(document, { subtree: true, childList: true, characterData: true });
        })()
        """;

    /// <summary>Remembers the text that is shown now, so that the next one can be told from it.</summary>
    public const string NoteText = "window.benchText = document.querySelector('.reading-pane .message-body')?.textContent ?? ''";

    /// <summary>Another message's text is shown.</summary>
    public const string OtherText = "(() => { const text = document.querySelector('.reading-pane .message-body')?.textContent.trim() ?? ''; return text.length > 0 && text !== window.benchText.trim(); })()";

    public static string ClickRow(int row) => $"document.querySelectorAll('.message-row[data-uid] .row-link')[{row}].click()";

    /// <summary>A row is drawn in the middle of what is seen of the list.</summary>
    public const string RowInTheMiddle = """
        (() => {
          const box = document.querySelector('.message-list').getBoundingClientRect();
          const row = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('.message-row[data-uid]');
          return !!row && row.dataset.uid !== window.benchMiddle;
        })()
        """;

    /// <summary>Notes when the circuit's messages come.</summary>
    public const string NoteCircuitMessages = """
        (() => {
          window.benchCame = [];
          const Own = window.WebSocket;
          window.WebSocket = class extends Own {
            constructor(...how) {
              super(...how);
              this.addEventListener('message', event => window.benchCame.push([performance.now(), event.data.byteLength ?? event.data.length ?? 0]));
            }
          };
        })()
        """;

    /// <summary>
    /// Opens the message of a subject and tells what it cost, from the button let go (after it was held for so many milliseconds) to two animation frames after it is seen. For plain text the largest message of the circuit is the one
    /// that brought it: what came before is the server's work (fetch and reading into blocks), what comes after is the browser's.
    /// </summary>
    public const string OpenAndSplit = """
        async ([subject, held]) => {
          const row = [...document.querySelectorAll('.message-row[data-uid]')].find(row => row.querySelector('.subj')?.textContent === subject);
          const paper = document.querySelector('.thread > li > article mail-frame');
          const before = paper.getAttribute('src');
          const pane = document.querySelector('.reading-pane');
          const link = row.querySelector('.row-link');
          const said = new Set();
          const early = event => { if (event.data?.type === 'height') said.add(event.data.path); };
          addEventListener('message', early);
          window.benchCame.length = 0;
          if (held > 0) {
            link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerType: 'mouse' }));
            await new Promise(resolve => setTimeout(resolve, held));
          }
          const start = performance.now();
          link.click();
          const isFrame = await new Promise(resolve => {
            const text = () => pane.dataset.uid === row.dataset.uid && pane.querySelector('.message-body')?.textContent.trim();
            const done = framed => { observer.disconnect(); removeEventListener('message', heard); resolve(framed); };
            const shown = path => paper.getAttribute('src') !== before && path === paper.getAttribute('src');
            const heard = event => { if (event.data?.type === 'height' && shown(event.data.path)) done(true); };
            const observer = new MutationObserver(() => { if (text()) done(false); else if (shown(paper.getAttribute('src')) && said.has(paper.getAttribute('src'))) done(true); });
            addEventListener('message', heard);
            observer.observe(pane, { subtree: true, childList: true, attributes: true, characterData: true });
          });
          await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const end = performance.now();
          removeEventListener('message', early);
          const [came] = window.benchCame.filter(([when]) => when > start).sort((one, other) => other[1] - one[1])[0] ?? [start];
          return isFrame
            ? { frame: true, path: paper.getAttribute('src'), start: performance.timeOrigin + start, total: end - start }
            : { frame: false, start: performance.timeOrigin + start, circuit: came - start, paint: end - came, total: end - start };
        }
        """;

    /// <summary>Runs in the frame.</summary>
    public const string FrameCost = """
        () => {
          const [own] = performance.getEntriesByType('navigation');
          const cost = name => own.serverTiming.find(entry => entry.name === name)?.duration ?? 0;
          return { asked: performance.timeOrigin + own.fetchStart, came: performance.timeOrigin + own.responseEnd, fetch: cost('fetch'), sanitize: cost('sanitize') };
        }
        """;

    public static string FolderIsOpen(string folder, int total) => $$"""
        document.querySelector('#list-title')?.textContent.includes('{{folder}}')
          && document.querySelector('.list-window')?.dataset.total === '{{total}}'
          && !!document.querySelector('.message-row[data-uid] .subj')
        """;
}
