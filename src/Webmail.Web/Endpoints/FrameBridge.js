// The origin here is opaque and frame-ancestors lets only our own page hold the frame, so "*" can reach nobody else.
(() => {
  const path = location.pathname;
  const send = message => parent.postMessage({ ...message, path }, "*");
  const root = document.documentElement;
  const page = document.querySelector(".webmail-page");
  const { links, fold, ...remote } = JSON.parse(document.body.dataset.facts);
  const plain = root.classList.contains("plain");
  const wear = dark => {
    root.classList.toggle("dark", dark);
    root.style.colorScheme = dark ? "dark" : "light";
  };
  if (plain) wear(location.hash === "#dark");
  addEventListener("message", event => {
    if (event.source !== parent) return;
    if (plain && typeof event.data?.dark === "boolean") wear(event.data.dark);
    if (event.data?.whole === true) reveal();
  });
  const narrow = 600;
  const tallest = 1000000; // as high as the page lets the frame be
  let last = 0, step = 0, same = 0;
  const measure = () => {
    // Drawn for a wider screen and with nothing of its own for this one: its fixed widths give way. What can't be narrower is scrolled sideways.
    if (innerWidth < narrow && root.scrollWidth > root.clientWidth + 1) root.classList.add("narrow");
    // Our own box, because in quirks mode the body is never lower than the window; there it is also the body that knows how
    // much of the window a sideways scrollbar leaves.
    const bar = innerHeight - (document.compatMode === "BackCompat" ? document.body : root).clientHeight;
    const height = Math.ceil(page.getBoundingClientRect().height) + bar;
    if (height === last && last > 0) return;
    // A mail as high as its window grows by the same step with each report: let it be after a few.
    same = height - last === step ? same + 1 : 0;
    step = height - last;
    if (same > 3) return;
    last = height;
    if (height > tallest) root.style.overflowY = "auto";
    send({ type: "height", height, plain, ...remote });
  };
  // A browser draws a torn picture in place of one that is not there; a quiet box with its words says more. Only where it is laid out: the rest is seen to when its turn comes.
  const seen = new WeakSet();
  const box = () => {
    const waiting = [...page.querySelectorAll("img.m-blocked")].filter(image => !seen.has(image) && !image.closest("[data-later]"));
    // Asked of all before the first is replaced: each answer after a change would style the whole mail again.
    for (const [image, display] of waiting.map(image => [image, getComputedStyle(image).display])) {
      seen.add(image);
      const words = (image.getAttribute("alt") ?? "").trim();
      const sides = ["width", "height"].filter(side => image.hasAttribute(side) || image.style[side]);
      if (!words && !sides.length) continue;
      const holder = document.createElement("span");
      holder.className = image.className;
      holder.textContent = words;
      holder.title = words;
      holder.setAttribute("role", "img");
      holder.setAttribute("aria-label", words);
      holder.style.cssText = image.style.cssText;
      // As written, not as measured: the frame may not have its own width yet.
      for (const side of sides) {
        const raw = image.getAttribute(side);
        if (!image.style[side] && side === "height") holder.style[side] = raw.endsWith("%") ? raw : parseFloat(raw) + "px";
      }
      const wide = image.style.width || image.getAttribute("width");
      if (wide) holder.style.setProperty("--w", /[a-z%]/i.test(wide) ? wide : parseFloat(wide) + "px");
      if (display === "block") holder.style.display = "flex";
      image.replaceWith(holder);
    }
  };
  // What the writer answers to, and long signatures, wait behind a button, as in plain text. A mail that is nothing but a quote (forwarded) stays open.
  const after = node => {
    const rest = [];
    for (let at = node; at && at !== page; at = at.parentElement) for (let next = at.nextSibling; next; next = next.nextSibling) rest.push(next);
    return rest;
  };
  // The words of a picture that was kept out are words, too.
  const pictured = node => node.tagName === "IMG" ? (node.matches(".m-blocked") ? [node.alt] : []) : [...node.querySelectorAll?.("img.m-blocked") ?? []].map(image => image.alt);
  const wordsOf = nodes => nodes.flatMap(node => [node.textContent, ...pictured(node)]).join(" ").trim();
  const hide = nodes => {
    const boxes = nodes.filter(node => node.textContent.trim() || node.nodeType === 1).map(node => {
      if (node.nodeType === 1 && node.tagName !== "IMG") return node; // a picture that was kept out gives way to its box
      const box = document.createElement("span");
      node.replaceWith(box);
      box.append(node);
      return box;
    });
    if (!boxes.length) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "webmail-fold";
    button.textContent = "…";
    const set = open => {
      for (const box of boxes) box.classList.toggle("webmail-folded", !open);
      button.setAttribute("aria-expanded", open);
      button.setAttribute("aria-label", fold[open ? 1 : 0]);
      button.title = fold[open ? 1 : 0];
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") === "false"));
    set(false);
    folds.push(set);
    boxes[0].before(button);
  };
  const folds = [];
  // The browser's search sees only what is laid out.
  const reveal = () => {
    for (const set of folds) set(true);
    unroll(Infinity);
  };
  const marks = ".m-gmail_quote,.m-gmail_extra,.m-yahoo_quoted,.m-protonmail_quote,.m-moz-cite-prefix,.m-zmail_extra,#m-divRplyFwdMsg,#m-appendonsend,#m-reply-intro,.m-OutlookMessageHeader";
  const quotes = fold ? [...page.querySelectorAll(marks)] : [];
  const tail = fold ? [...page.querySelectorAll("blockquote")].filter(quote => !quote.parentElement.closest("blockquote")).at(-1) : null;
  if (!quotes.length && tail && !wordsOf(after(tail))) quotes.push(tail);
  const quote = quotes[0];
  if (quote) {
    const before = document.createRange();
    before.setStart(page, 0);
    before.setEndBefore(quote);
    const rest = [quote, ...after(quote)];
    const picturesBefore = () => [...page.querySelectorAll("img.m-blocked")].some(image => image.alt.trim() && quote.compareDocumentPosition(image) & Node.DOCUMENT_POSITION_PRECEDING);
    if ((before.toString().trim() || picturesBefore()) && wordsOf(rest).length > 160) hide(rest);
  }
  for (const signature of fold ? page.querySelectorAll(".m-gmail_signature,.m-moz-signature,.m-protonmail_signature_block") : [])
    if (!signature.closest(".webmail-folded") && signature.textContent.trim().length > 600) hide([signature]);
  page.querySelector(".webmail-fits")?.addEventListener("click", () => send({ type: "fits" }));
  // A long mail laid out whole is nothing to look at for seconds. What fills the first screens is laid out first, the rest in pieces: while the browser rests, and of what is
  // very long when the reader comes near its end, looks for words or marks everything.
  const firstPiece = 250, firstScreens = 2000, piece = 600, nearEnd = 3000, restful = 20000;
  const whenIdle = work => window.requestIdleCallback ? requestIdleCallback(work, { timeout: 500 }) : setTimeout(work, 50);
  const held = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TFOOT TR UL".split(" "));
  const later = []; // the next one last
  let unrolled = firstPiece;
  const hold = (within, count) => {
    const all = within.getElementsByTagName("*");
    let first = count;
    while (first < all.length && !held.has(all[first].tagName)) first++;
    const rest = [];
    const cut = all[first];
    for (let at = cut; at && at !== within; at = at.parentElement)
      for (let next = at === cut ? at : at.nextElementSibling; next; next = next.nextElementSibling)
        if (held.has(next.tagName)) rest.push(next);
    for (const next of rest) next.dataset.later = "";
    while (rest.length) later.push(rest.pop());
  };
  const unroll = count => {
    same = 0; // rows of one height: these steps are ours
    unrolled += count;
    while (count > 0 && later.length) {
      const next = later.pop();
      delete next.dataset.later;
      const size = next.getElementsByTagName("*").length + 1;
      if (size > count) hold(next, count);
      count -= size;
    }
    box();
    measure();
  };
  const goOn = () => {
    if (later.length && unrolled < restful) {
      unroll(piece);
      whenIdle(goOn);
    } else if (later.length) {
      const edge = document.createElement("div");
      edge.className = "webmail-edge";
      page.append(edge);
      new IntersectionObserver((entries, near) => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        near.disconnect();
        unroll(nearEnd);
        if (later.length) near.observe(edge); // asked anew, it tells at once whether that was enough
        else edge.remove();
      }).observe(edge);
    }
  };
  hold(page, firstPiece);
  box();
  root.classList.remove("reading");
  new ResizeObserver(measure).observe(page);
  addEventListener("load", measure);
  measure();
  while (later.length && last < firstScreens && unrolled < restful && !later.at(-1).closest(".webmail-folded")) unroll(piece);
  if (later.length) setTimeout(() => whenIdle(goOn), 250); // after what is there was painted
  const outside = links.length ? [...page.querySelectorAll("a[href]")].filter(link => !link.getAttribute("href").startsWith("#")) : [];
  const reasons = new Map(links.map(({ index, why }) => [outside[index], why]));
  const linkOf = event => event.target instanceof Element ? event.target.closest("a[href], area[href]") : null;
  const tell = (type, link) => send(link && !link.getAttribute("href").startsWith("#") ? { type, href: link.href, why: reasons.get(link) ?? 0 } : { type: "peek" });
  let pointed = null;
  const point = link => {
    if (link === pointed) return;
    pointed = link;
    tell("peek", link);
  };
  for (const type of ["pointerover", "focusin"]) root.addEventListener(type, event => point(linkOf(event)));
  for (const type of ["pointerleave", "pointerenter", "focusout"]) root.addEventListener(type, () => point(null));
  root.addEventListener("contextmenu", event => {
    const link = event.pointerType === "touch" ? linkOf(event) : null;
    if (!link) return;
    event.preventDefault();
    tell("ask", link);
  });
  const follow = event => {
    const link = linkOf(event);
    if (!link || event.button > 1) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    if (href.startsWith("#")) {
      const name = href.slice(1);
      const target = name && (document.getElementById(name) ?? document.getElementsByName(name)[0]);
      if (target?.closest("[data-later]")) unroll(Infinity);
      if (target) send({ type: "scroll", top: target.getBoundingClientRect().top });
    } else tell("link", link);
  };
  root.addEventListener("click", follow);
  root.addEventListener("auxclick", follow);
  // What is marked is quoted alone by an answer. The composer's server cleans it like any mail.
  const selected = () => {
    const chosen = getSelection();
    const part = chosen && !chosen.isCollapsed && chosen.rangeCount ? chosen.getRangeAt(0).cloneContents() : null;
    const box = document.createElement("div");
    if (part) box.append(part);
    send({ type: "selection", html: part && box.innerHTML.length < 200000 ? box.innerHTML : "" });
  };
  let marking = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(marking); marking = setTimeout(selected, 60); });
  root.addEventListener("keydown", event => {
    const way = event.ctrlKey || event.metaKey;
    if (way && event.key.toLowerCase() === "f" || event.key === "F3") reveal();
    else if (way && event.key.toLowerCase() === "a") unroll(Infinity);
    if (event.isComposing || event.ctrlKey && event.key.toLowerCase() === "c") return;
    // The browser would print what it sees; the print view has the whole message.
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "p") event.preventDefault();
    send({ type: "key", key: event.key, code: event.code, shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey });
  });
})();
