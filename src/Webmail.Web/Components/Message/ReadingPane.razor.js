// What the reading pane does in the browser alone, without asking the server. Custom elements, because an attribute that
// Blazor writes reaches them with the render itself; an interop call would come one round trip later.

// A mail that grows with its own frame (height: 100vh) would report for ever; a mail of pictures reports once for each.
const maxReports = 400;
const maxHeight = 1000000; // beyond it the frame scrolls by itself
const revealAfter = 3000;
const actedRecently = 1500;
const silentFor = 4000;
const leaveAfter = 400;
const expectedFor = 300000; // as long as the server's links for it are taken (MessageOpener)
const maxTries = 3;

const systemDark = matchMedia("(prefers-color-scheme: dark)");

let dark = null;

/** Remembered: to be asked in the middle of a render makes the browser style the page once more. */
function isDark() {
    if (dark === null) {
        const schemes = getComputedStyle(document.documentElement).colorScheme;
        dark = schemes.includes("dark") && (!schemes.includes("light") || systemDark.matches);
    }

    return dark;
}

/** The browser is about to search the page. */
function searches(event) {
    return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" || event.key === "F3";
}

/** One iframe and the paper it lies on. Kept from message to message: its process is slow to start. */
class Sheet {
    paper = document.createElement("div");
    frame = document.createElement("iframe");
    path = "";    // of the document whose words count
    address = ""; // the same, with the wishes
    heard = false;
    facts = null; // what the document said with its last height
    #empty = false;
    #reports = 0;
    #warm = false;
    #silence = 0;

    constructor() {
        this.paper.className = "message-frame";
        this.frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
        this.frame.setAttribute("referrerpolicy", "no-referrer");
        this.frame.addEventListener("load", () => { this.#warm = true; });
        this.paper.append(this.frame);
    }

    /** Asks for a mail's document, whose words count from now on. */
    show(address) {
        this.path = new URL(address).pathname;
        this.address = address;
        this.heard = this.#empty = false;
        this.#reports = 0;
        this.#lead(address);
    }

    /** Lets go of a mail that was left. */
    empty(address) {
        if (this.path || this.#empty) return;
        this.#empty = true;
        this.#lead(address);
    }

    #lead(address) {
        // replace(): going through messages must not fill the browser's history. While the first document is on its way it would come to nothing if that one
        // arrived after it; the element's own address takes its place, and makes no history then.
        if (this.#warm) this.frame.contentWindow.location.replace(address);
        else this.frame.src = address;
    }

    /** What it says from now on is of a mail that was left. */
    leave() {
        this.path = "";
        clearTimeout(this.#silence);
    }

    /** Taken out of the page, a frame begins anew. */
    cool() {
        this.#warm = false;
        clearTimeout(this.#silence);
    }

    /** False for a height that can't be meant. */
    takeHeight(data) {
        if (!Number.isFinite(data.height) || ++this.#reports > maxReports) return false;
        this.frame.style.height = Math.min(Math.max(data.height, 24), maxHeight) + "px";
        this.facts = data;
        this.paper.classList.toggle("plain", data.plain === true);
        return true;
    }

    /** A document that never speaks (a navigation that the browser dropped) is asked for again; not while the server is at work on it: its answer would be thrown away. */
    patience(tries = 0) {
        clearTimeout(this.#silence);
        const address = this.address;
        const waits = () => !this.heard && this.path && this.address === address && this.frame.isConnected;
        this.#silence = setTimeout(async () => {
            if (!waits()) return;
            const works = await fetch(address, { method: "HEAD" }).then(answer => answer.status === 202, () => false);
            if (!waits()) return;
            if (works) this.patience(tries);
            else if (tries < maxTries) {
                this.frame.src = address;
                this.patience(tries + 1);
            }
        }, silentFor * (tries + 1));
    }
}

/** What shows an HTML mail: a sheet, and behind it, unseen, a second one on which the mail that is expected is laid out already. */
class MailFrame extends HTMLElement {
    static observedAttributes = ["src", "ahead", "images", "always-for", "label", "darkens"];
    #sheet = null;
    #behind = null;
    #banner = null;
    #reveal = 0;
    #late = false; // it has taken so long that blank paper is better than none
    #theme = null;
    #sizes = null;
    #shown = false;
    #tools = null;
    #source = "";
    #dark = null; // as the reader switched it for this message; null: as set
    #fits = false;
    #width = 0;
    #leaving = 0;
    #forgetting = 0;

    connectedCallback() {
        if (!this.#sheet) this.#build();
        window.addEventListener("message", this);
        document.addEventListener("keydown", this);
        dark = null;
        this.#theme = new MutationObserver(() => this.#dress());
        this.#sizes = new ResizeObserver(([size]) => { if (this.#sheet.path) this.#width = size.borderBoxSize[0].inlineSize; });
        this.#sizes.observe(this);
        this.#theme.observe(document.documentElement, { attributeFilter: ["data-theme", "data-contrast"] });
        systemDark.addEventListener("change", this);
        this.#load();
    }

    disconnectedCallback() {
        window.removeEventListener("message", this);
        document.removeEventListener("keydown", this);
        systemDark.removeEventListener("change", this);
        this.#theme.disconnect();
        this.#sizes.disconnect();
        clearTimeout(this.#reveal);
        clearTimeout(this.#leaving);
        clearTimeout(this.#forgetting);
        this.#sheet.cool();
        this.#behind?.paper.remove();
        this.#behind = null;
    }

    attributeChangedCallback(name, before, now) {
        if (!this.#sheet || !this.isConnected || before === now) return;
        if (name === "src") this.#load();
        else if (name === "ahead") this.#expect(now);
        else if (name === "darkens") this.#wear();
        else if (name === "label") this.#name();
        else this.#tell();
    }

    handleEvent(event) {
        if (event.type === "change") return this.#dress();
        if (event.type === "keydown") return this.#press(event);
        // The frame's origin is opaque ("null"), so only the window can tell who speaks; the path tells a message that was left from the one on show.
        const data = event.data;
        const sheet = event.source === this.#sheet.frame.contentWindow ? this.#sheet : event.source === this.#behind?.frame.contentWindow ? this.#behind : null;
        if (!sheet || typeof data !== "object" || data === null || data.path !== sheet.path) return;
        if (data.type === "here") {
            sheet.heard = true;
            if (sheet === this.#sheet && this.#late) sheet.paper.classList.remove("waiting");
        }
        else if (data.type === "height") {
            if (sheet.takeHeight(data) && sheet === this.#sheet) this.#uncover();
        }
        else if (sheet !== this.#sheet) return; // nobody sees it, so nothing it tells is a reader's doing
        else if (data.type === "link" || data.type === "peek" || data.type === "ask") this.#link(data.type, data);
        else if (data.type === "selection") this.selected = typeof data.html === "string" ? data.html.slice(0, 200000) : "";
        else if (data.type === "key") this.#key(data);
        else if (data.type === "scroll") this.#scroll(data.top);
        else if (data.type === "fits" && !this.#fits) {
            this.#fits = true;
            this.#go();
        }
    }

    #build() {
        this.#banner = document.createElement("div");
        this.#banner.className = "banner";
        this.#banner.setAttribute("role", "note");
        this.#banner.hidden = true;
        this.#banner.append(this.#icon("icon"), document.createElement("p"), this.#button("show-once", "btn small"), this.#button("show-always", "btn small quiet"));

        this.#sheet = new Sheet();
        this.#sheet.frame.src = this.getAttribute("warm") ?? "about:blank";
        this.#tools = document.createElement("div");
        this.#tools.className = "paper-tools";
        this.#tools.hidden = true;
        const colours = document.createElement("button");
        colours.type = "button";
        colours.className = "btn small quiet";
        colours.append(this.#icon("paper-icon"), document.createElement("span"));
        colours.addEventListener("click", () => {
            this.#dark = !this.#darkened;
            this.#go();
        });
        this.#tools.append(colours);
        this.replaceChildren(this.#banner, this.#tools, this.#sheet.paper);
    }

    #icon(name) {
        const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        icon.setAttribute("class", "icon");
        icon.setAttribute("aria-hidden", "true");
        const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
        use.setAttribute("href", this.getAttribute(name) ?? "");
        icon.append(use);
        return icon;
    }

    #load() {
        const source = this.getAttribute("src");
        this.selected = "";
        // Not display: none, which would throw the frame's layout away and let the browser put it to sleep.
        this.toggleAttribute("idle", !source);
        this.#banner.hidden = true;
        this.#tools.hidden = true;
        this.#shown = this.#fits = false;
        this.#dark = null;
        this.removeAttribute("pictures");
        clearTimeout(this.#reveal);
        if (!source) return this.#rest();
        this.style.inlineSize = "";
        this.#source = source;
        const behind = this.#behind;
        if (behind?.path && !behind.facts?.failed && behind.address === this.#addressOf(source, this.#darkens, false)) this.#turn();
        else {
            behind?.leave();
            this.#emptySoon();
            this.#sheet.facts = null;
            this.#go();
        }

        this.#late = false;
        if (this.#sheet.facts) return this.#uncover();
        // Hidden until it has something to show: no blank paper flashes between two messages, least of all in the dark. And never what lay on it before: only its own document uncovers it.
        const sheet = this.#sheet;
        sheet.paper.classList.add("waiting");
        this.#reveal = setTimeout(() => {
            this.#late = true;
            if (sheet.heard) sheet.paper.classList.remove("waiting");
        }, revealAfter);
    }

    /** Lays out, behind the message on show, the one that may be asked for next. */
    #expect(source) {
        if (!source || source === this.getAttribute("src") || this.getClientRects().length === 0) return;
        if (!this.#behind) {
            this.#behind = new Sheet();
            this.append(this.#behind.paper);
        }
        this.#hide(this.#behind);
        this.#behind.facts = null;
        this.#behind.show(this.#addressOf(source, isDark() && this.hasAttribute("darkens"), false));
        clearTimeout(this.#forgetting);
        this.#forgetting = setTimeout(() => {
            this.#behind?.leave();
            this.#emptySoon();
        }, expectedFor);
    }

    /** As wide as it will be, so that it need not be laid out again when it is shown. */
    #hide({ paper, frame }) {
        const { paddingLeft, paddingRight } = getComputedStyle(this.parentElement);
        paper.style.inlineSize = (this.#width || this.parentElement.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) + "px";
        paper.classList.add("behind");
        paper.classList.remove("waiting");
        frame.title = "";
    }

    /** The sheet behind comes to the front. */
    #turn() {
        const [left, next] = [this.#sheet, this.#behind];
        const held = document.activeElement === left.frame;
        [this.#sheet, this.#behind] = [next, left];
        left.leave();
        next.paper.classList.remove("behind");
        next.paper.style.inlineSize = "";
        // Who was in the text goes on in the next one; a hidden frame would swallow the keys.
        if (held) next.frame.focus({ preventScroll: true });
        this.#hide(left);
        this.#name();
        next.patience();
        this.#emptySoon();
    }

    /** Nothing to show: the last mail goes when what is shown instead has come. Until then it keeps its width: laid out once more for one that nobody sees, it would hold up the next. */
    #rest() {
        const had = this.#sheet.path;
        this.#sheet.leave();
        if (!had) return;
        if (this.#width > 0) this.style.inlineSize = this.#width + "px";
        this.#emptySoon();
    }

    /** A mail that was left goes when nobody waits for the browser any more. */
    #emptySoon() {
        clearTimeout(this.#leaving);
        this.#leaving = setTimeout(() => {
            const empty = new URL(this.getAttribute("warm"), document.baseURI).href;
            this.#sheet.empty(empty);
            this.#behind?.empty(empty);
        }, leaveAfter);
    }

    #addressOf(source, dark, fits) {
        const wishes = [dark ? "dark" : "", fits ? "fits" : ""].filter(Boolean).join("&");
        return new URL(source, document.baseURI).href + (wishes ? "?" + wishes : "") + (isDark() ? "#dark" : "");
    }

    #go() {
        this.#sheet.show(this.#addressOf(this.#source, this.#darkens, this.#fits));
        this.#name();
        this.#sheet.patience();
    }

    #name() {
        this.#sheet.frame.title = this.getAttribute("label") ?? "";
    }

    /** What is on the sheet can be seen. */
    #uncover() {
        clearTimeout(this.#reveal);
        this.#sheet.paper.classList.remove("waiting");
        this.#tell();
    }

    /** Designed mail is for white paper, unless the reader wants it dark: always, or this one. */
    get #darkens() {
        return isDark() && (this.#dark ?? this.hasAttribute("darkens"));
    }

    /** The mail on show was darkened. */
    get #darkened() {
        return this.#sheet.facts?.paper === "darkened";
    }

    /** The theme, or the system's, is another one. */
    #dress() {
        dark = null;
        this.#wear();
    }

    /** Text without a design follows the theme while it is on show; a design that was, or is now to be, darkened is asked for anew. */
    #wear() {
        const { path, facts, frame } = this.#sheet;
        if (!path) return;
        if (facts?.plain === false && facts.paper !== "dark" && this.#darkens !== this.#darkened) this.#go();
        else frame.contentWindow.postMessage({ dark: isDark() }, "*");
        this.#tell();
    }

    /** What was kept out, and what can be done about it. */
    #tell() {
        const { blocked, trackers, names, plain, paper } = this.#sheet.facts ?? {};
        const say = (count, one, many, what) => Number.isInteger(count) && count > 0
            ? (this.getAttribute(count === 1 ? one : many) ?? "").replace("{0}", count.toLocaleString(document.documentElement.lang || undefined)).replace("{1}", what) : "";
        const list = Array.isArray(names) ? names.slice(0, 4).map(name => String(name).slice(0, 80)) : [];
        const more = trackers > 0 && list.length === 4 ? ", …" : "";
        const [, words, once, always] = this.#banner.children;
        words.textContent = [say(blocked, "blocked-one", "blocked-many", ""), say(trackers, "trackers-one", "trackers-many", list.join(", ") + more)].filter(Boolean).join(" ");
        once.hidden = !(blocked > 0) || !this.hasAttribute("images");
        always.hidden = !(blocked > 0 || this.#shown) || !this.hasAttribute("images") || !this.hasAttribute("always-for");
        always.title = this.getAttribute("always-for") ?? "";
        this.#banner.hidden = !words.textContent && always.hidden;
        this.#tools.hidden = plain !== false || paper === "dark" || !isDark();
        this.#tools.querySelector("span").textContent = this.getAttribute(this.#darkened ? "lighten" : "darken") ?? "";
        this.#sheet.paper.classList.toggle("darkened", this.#darkened);
    }

    #button(label, look) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = look;
        button.textContent = this.getAttribute(label) ?? "";
        button.dataset.show = label;
        button.addEventListener("click", () => {
            this.#showImages();
            if (label === "show-always") this.nextElementSibling?.click();
        });
        return button;
    }

    #showImages() {
        const source = this.getAttribute("images");
        if (!source || this.#shown) return;
        this.#shown = true;
        this.setAttribute("pictures", "");
        this.#source = source;
        this.#go();
    }

    #press(event) {
        if (searches(event)) this.#sheet.frame.contentWindow.postMessage({ whole: true }, "*");
        const once = this.#banner.querySelector("[data-show=show-once]");
        if (event.key !== "i" || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || this.#banner.hidden || once.hidden) return;
        const target = event.target;
        if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector("dialog[open], [popover]:popover-open")) return;
        event.preventDefault();
        once.click();
    }

    #link(act, data) {
        document.dispatchEvent(new CustomEvent("mail-link", { detail: { act, href: data.href, why: data.why } }));
    }

    #key(data) {
        if (document.activeElement !== this.#sheet.frame || typeof data.key !== "string" || data.key.length > 20) return;
        if (data.key !== "Escape" && !navigator.userActivation.isActive) return;
        this.dispatchEvent(new KeyboardEvent("keydown", {
            key: data.key, code: String(data.code), shiftKey: !!data.shift, ctrlKey: !!data.ctrl, altKey: !!data.alt, metaKey: !!data.meta,
            bubbles: true, cancelable: true,
        }));
    }

    #scroll(top) {
        const pane = this.closest("read-scroll");
        if (!pane || !Number.isFinite(top)) return;
        pane.scrollTop += this.#sheet.frame.getBoundingClientRect().top - pane.getBoundingClientRect().top + top - 12;
    }
}

/** The scrolling part of the pane: another message starts at its top, and what arrives late above an open message does not push it away from under the reader's eyes. */
class ReadScroll extends HTMLElement {
    static observedAttributes = ["message"];
    #late = new MutationObserver(records => this.#hold(records));
    #sizes = new ResizeObserver(() => this.#remember());
    #acted = -Infinity;
    #at = null;

    connectedCallback() {
        this.#late.observe(this, { childList: true, subtree: true });
        this.addEventListener("click", this);
        document.addEventListener("keydown", this);
    }

    disconnectedCallback() {
        this.#late.disconnect();
        this.#sizes.disconnect();
        this.removeEventListener("click", this);
        document.removeEventListener("keydown", this);
    }

    /** What a reader unfolds is to be seen where it opens; who searches is to find what is folded or not drawn yet. */
    handleEvent(event) {
        if (event.type === "keydown") {
            if (searches(event)) for (const button of this.querySelectorAll("[data-whole]")) button.click();
        }
        else if (event.target.closest(".message-fold")) this.#acted = performance.now();
    }

    attributeChangedCallback(name, before, now) {
        if (before === null || before === now) return;
        this.scrollTop = 0;
        this.querySelector(".reading")?.style.removeProperty("min-block-size");
        this.#at = null;
    }

    get #open() {
        return this.querySelector(".thread > li:has(> article)");
    }

    #remember() {
        const open = this.#open;
        this.#at = open ? open.offsetTop : null;
        if (open) this.#sizes.observe(open.parentElement);
    }

    #hold(records) {
        const before = this.#at;
        this.#remember();
        // Room that is kept for neighbours comes before there is anything to read.
        const reserved = records.some(({ addedNodes }) => [...addedNodes].some(node => node.classList?.contains("fold-waiting")));
        if (before === null || this.#at === null || this.#at <= before || reserved || performance.now() - this.#acted < actedRecently) return;
        const wanted = this.scrollTop + this.#at - before;
        // A short message gets room below it to be scrolled at all.
        const { paddingTop, paddingBottom } = getComputedStyle(this);
        this.querySelector(".reading").style.minBlockSize = this.clientHeight + wanted - parseFloat(paddingTop) - parseFloat(paddingBottom) + "px";
        this.scrollTop = wanted;
    }
}

/** Presses its button when it comes near the screen, so that a long text goes on as one reads. */
class MoreText extends HTMLElement {
    #observer = null;

    connectedCallback() {
        this.#observer = new IntersectionObserver(entries => {
            if (entries.some(entry => entry.isIntersecting)) this.querySelector("button")?.click();
        }, { root: this.closest("read-scroll"), rootMargin: "1200px 0px" });
        this.#observer.observe(this);
    }

    disconnectedCallback() {
        this.#observer?.disconnect();
    }
}

customElements.define("mail-frame", MailFrame);
customElements.define("read-scroll", ReadScroll);
customElements.define("more-text", MoreText);
