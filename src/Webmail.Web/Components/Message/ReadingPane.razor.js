// What the reading pane does in the browser alone, without asking the server. Custom elements, because an attribute that
// Blazor writes reaches them with the render itself; an interop call would come one round trip later.

// A mail that grows with its own frame (height: 100vh) would report for ever; a mail of pictures reports once for each.
const maxReports = 400;
const maxHeight = 1000000; // beyond it the frame scrolls by itself
const revealAfter = 3000;
const actedRecently = 1500;
const silentFor = 4000;
const leaveAfter = 400;
const maxTries = 3;

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
    const schemes = getComputedStyle(document.documentElement).colorScheme;
    return schemes.includes("dark") && (!schemes.includes("light") || systemDark.matches);
}

/** The paper an HTML mail lies on: one iframe kept from message to message, because its process is slow to start. */
class MailFrame extends HTMLElement {
    static observedAttributes = ["src", "always-for", "darkens"];
    #frame = null;
    #paper = null;
    #banner = null;
    #path = "";
    #reports = 0;
    #reveal = 0;
    #theme = null;
    #sizes = null;
    #shown = false;
    #remote = null;
    #warm = false;
    #silence = 0;
    #heard = false;
    #tools = null;
    #source = "";
    #address = "";
    #dark = null; // as the reader switched it for this message; null: as set
    #darkened = false;
    #fits = false;
    #width = 0;
    #leaving = 0;

    connectedCallback() {
        if (!this.#frame) this.#build();
        window.addEventListener("message", this);
        document.addEventListener("keydown", this);
        this.#theme = new MutationObserver(() => this.#wear());
        this.#sizes = new ResizeObserver(([size]) => { if (this.#path) this.#width = size.borderBoxSize[0].inlineSize; });
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
        clearTimeout(this.#silence);
        clearTimeout(this.#leaving);
        this.#warm = false; // taken out of the page, the frame begins anew
    }

    attributeChangedCallback(name, before, now) {
        if (!this.#frame || !this.isConnected || before === now) return;
        if (name === "src") this.#load();
        else if (name === "darkens") this.#wear();
        else this.#tell();
    }

    handleEvent(event) {
        if (event.type === "change") return this.#wear();
        if (event.type === "keydown") return this.#press(event);
        // The frame's origin is opaque ("null"), so only the window can tell who speaks; the path tells a message that was left from the one on show.
        const data = event.data;
        if (event.source !== this.#frame.contentWindow || typeof data !== "object" || data === null || data.path !== this.#path) return;
        if (data.type === "here") this.#heard = true;
        else if (data.type === "height") this.#height(data);
        else if (data.type === "link" || data.type === "peek" || data.type === "ask") this.#link(data.type, data);
        else if (data.type === "selection") this.selected = typeof data.html === "string" ? data.html.slice(0, 200000) : "";
        else if (data.type === "key") this.#key(data);
        else if (data.type === "scroll") this.#scroll(data.top);
        else if (data.type === "fits" && !this.#fits) {
            this.#fits = true;
            this.#go(this.#source);
        }
    }

    #build() {
        this.#banner = document.createElement("div");
        this.#banner.className = "banner";
        this.#banner.setAttribute("role", "note");
        this.#banner.hidden = true;
        this.#banner.append(this.#icon("icon"), document.createElement("p"), this.#button("show-once", "btn small"), this.#button("show-always", "btn small quiet"));

        this.#paper = document.createElement("div");
        this.#paper.className = "message-frame";
        this.#frame = document.createElement("iframe");
        this.#frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
        this.#frame.setAttribute("referrerpolicy", "no-referrer");
        this.#frame.addEventListener("load", () => { this.#warm = true; });
        this.#frame.src = this.getAttribute("warm") ?? "about:blank";
        this.#paper.append(this.#frame);
        this.#tools = document.createElement("div");
        this.#tools.className = "paper-tools";
        this.#tools.hidden = true;
        const colours = document.createElement("button");
        colours.type = "button";
        colours.className = "btn small quiet";
        colours.append(this.#icon("paper-icon"), document.createElement("span"));
        colours.addEventListener("click", () => {
            this.#dark = !this.#darkened;
            this.#go(this.#source);
        });
        this.#tools.append(colours);
        this.replaceChildren(this.#banner, this.#tools, this.#paper);
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
        clearTimeout(this.#leaving);
        this.style.inlineSize = "";
        this.#go(source);
        // Hidden until it has something to show: no blank paper flashes between two messages, least of all in the dark.
        this.#paper.classList.add("waiting");
        this.#reveal = setTimeout(() => this.#paper.classList.remove("waiting"), revealAfter);
    }

    /** Nothing to show: the last mail goes when what is shown instead has come. Until then it keeps its width: laid out once more for one that nobody sees, it would hold up the next. */
    #rest() {
        const had = this.#path;
        this.#path = "";
        clearTimeout(this.#silence);
        if (!had) return;
        if (this.#width > 0) this.style.inlineSize = this.#width + "px";
        this.#leaving = setTimeout(() => {
            if (this.hasAttribute("warm")) this.#lead(new URL(this.getAttribute("warm"), document.baseURI).href);
        }, leaveAfter);
    }

    #go(source) {
        const url = new URL(source, document.baseURI);
        this.#source = source;
        this.#path = url.pathname;
        this.#reports = 0;
        this.#heard = false;
        this.#frame.title = this.getAttribute("label") ?? "";
        const wishes = [this.#darkens ? "dark" : "", this.#fits ? "fits" : ""].filter(Boolean).join("&");
        this.#address = url.href + (wishes ? "?" + wishes : "") + (isDark() ? "#dark" : "");
        this.#lead(this.#address);
        this.#patience(0);
    }

    /** Designed mail is for white paper, unless the reader wants it dark: always, or this one. */
    get #darkens() {
        return isDark() && (this.#dark ?? this.hasAttribute("darkens"));
    }

    #lead(address) {
        // replace(): going through messages must not fill the browser's history. While the first document is on its way it would come to nothing if that one
        // arrived after it; the element's own address takes its place, and makes no history then.
        if (this.#warm) this.#frame.contentWindow.location.replace(address);
        else this.#frame.src = address;
    }

    /** A document that never speaks (a navigation that the browser dropped) is asked for again; not while the server is at work on it: its answer would be thrown away. */
    #patience(tries) {
        clearTimeout(this.#silence);
        const address = this.#address;
        const waits = () => !this.#heard && this.#path && this.#address === address && this.isConnected;
        this.#silence = setTimeout(async () => {
            if (!waits()) return;
            const works = await fetch(address, { method: "HEAD" }).then(answer => answer.status === 202, () => false);
            if (!waits()) return;
            if (works) this.#patience(tries);
            else if (tries < maxTries) {
                this.#frame.src = address;
                this.#patience(tries + 1);
            }
        }, silentFor * (tries + 1));
    }

    /** Text without a design follows the theme while it is on show; a design that was, or is now to be, darkened is asked for anew. */
    #wear() {
        if (!this.#path) return;
        if (this.#remote?.plain === false && this.#remote.paper !== "dark" && this.#darkens !== this.#darkened) this.#go(this.#source);
        else this.#frame.contentWindow.postMessage({ dark: isDark() }, "*");
        this.#tell();
    }

    #height(data) {
        if (!Number.isFinite(data.height) || ++this.#reports > maxReports) return;
        this.#frame.style.height = Math.min(Math.max(data.height, 24), maxHeight) + "px";
        this.#remote = data;
        this.#darkened = data.paper === "darkened";
        this.#tell();
        this.#paper.classList.toggle("plain", data.plain === true);
        clearTimeout(this.#reveal);
        this.#paper.classList.remove("waiting");
    }

    /** What was kept out, and what can be done about it. */
    #tell() {
        const { blocked, trackers, names } = this.#remote ?? {};
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
        const { plain, paper } = this.#remote ?? {};
        this.#tools.hidden = plain !== false || paper === "dark" || !isDark();
        this.#tools.querySelector("span").textContent = this.getAttribute(this.#darkened ? "lighten" : "darken") ?? "";
        this.#paper.classList.toggle("darkened", this.#darkened);
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
        this.#go(source);
    }

    #press(event) {
        // The browser's search sees only what is laid out.
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" || event.key === "F3") this.#frame.contentWindow.postMessage({ whole: true }, "*");
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
        if (document.activeElement !== this.#frame || typeof data.key !== "string" || data.key.length > 20) return;
        if (data.key !== "Escape" && !navigator.userActivation.isActive) return;
        this.dispatchEvent(new KeyboardEvent("keydown", {
            key: data.key, code: String(data.code), shiftKey: !!data.shift, ctrlKey: !!data.ctrl, altKey: !!data.alt, metaKey: !!data.meta,
            bubbles: true, cancelable: true,
        }));
    }

    #scroll(top) {
        const pane = this.closest("read-scroll");
        if (!pane || !Number.isFinite(top)) return;
        pane.scrollTop += this.#frame.getBoundingClientRect().top - pane.getBoundingClientRect().top + top - 12;
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
    }

    disconnectedCallback() {
        this.#late.disconnect();
        this.#sizes.disconnect();
        this.removeEventListener("click", this);
    }

    /** What a reader unfolds is to be seen where it opens. */
    handleEvent(event) {
        if (event.target.closest(".message-fold")) this.#acted = performance.now();
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
