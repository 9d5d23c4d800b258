// Where links lead. Mail frames send what happens to their links as events; links of plain text are watched here. Nothing else opens a link of a mail.

const openable = /^(https?|mailto|tel):/i;

class LinkGuard extends HTMLElement {
    #dialog = null;
    #peek = null;
    #href = "";

    connectedCallback() {
        this.#dialog = this.querySelector("dialog");
        this.#peek = this.querySelector(".link-peek");
        this.#dialog.addEventListener("click", this);
        for (const type of ["click", "auxclick", "contextmenu", "pointerover", "pointerout", "focusin", "focusout", "mail-link"]) document.addEventListener(type, this);
    }

    disconnectedCallback() {
        for (const type of ["click", "auxclick", "contextmenu", "pointerover", "pointerout", "focusin", "focusout", "mail-link"]) document.removeEventListener(type, this);
    }

    handleEvent(event) {
        if (event.type === "mail-link") return this.#ofFrame(event.detail);
        if (event.currentTarget === this.#dialog) return this.#press(event);
        const link = event.target.closest?.(".message-body a[href]");
        if (!link) {
            // A frame does not notice that the pointer left it for the page around.
            if (event.type === "pointerover") this.#show("");
            return;
        }
        const why = Number(link.dataset.why) || 0;
        switch (event.type) {
            case "click": case "auxclick":
                if (why) { event.preventDefault(); this.#ask(link.href, why); }
                return;
            case "contextmenu":
                if (event.pointerType === "touch") { event.preventDefault(); this.#ask(link.href, why); }
                return;
            case "pointerover": case "focusin": return this.#show(link.href, why);
            default: return this.#show("");
        }
    }

    #ofFrame({ act, href, why }) {
        why = Number.isInteger(why) ? why : 0;
        if (act === "peek") return this.#show(href, why);
        // Only a person's click opens anything: activation in the frame counts for us, a script's does not exist.
        if (typeof href !== "string" || !openable.test(href) || !navigator.userActivation.isActive) return;
        if (act === "ask" || why) this.#ask(href, why);
        else this.#open(href);
    }

    #show(href, why) {
        const parts = typeof href === "string" && openable.test(href) ? split(href) : null;
        this.#peek.hidden = !parts;
        if (!parts) return;
        this.#peek.classList.toggle("warn", !!why);
        this.#peek.firstElementChild.textContent = parts.host;
        this.#peek.lastElementChild.textContent = parts.rest;
    }

    #ask(href, why) {
        const parts = split(href);
        if (!parts || !openable.test(href)) return;
        this.#href = href;
        this.#peek.hidden = true;
        this.#dialog.querySelector("[data-host]").textContent = parts.host || parts.rest;
        this.#dialog.querySelector("[data-url]").textContent = href;
        for (const reason of this.#dialog.querySelectorAll("[data-why]")) reason.hidden = !(why & Number(reason.dataset.why));
        for (const words of this.#dialog.querySelectorAll("[data-if]")) words.hidden = (words.dataset.if === "warn") !== !!why;
        this.#dialog.returnValue = "";
        if (!this.#dialog.open) this.#dialog.showModal();
        this.#dialog.querySelector("[data-do=close]").focus();
    }

    #press(event) {
        const act = event.target.closest("[data-do]")?.dataset.do;
        if (!act) return;
        if (act === "copy") return void navigator.clipboard?.writeText(this.#href);
        this.#dialog.close();
        if (act === "open") this.#open(this.#href);
    }

    #open(href) {
        if (/^mailto:/i.test(href) && document.body.dataset.account) return void document.dispatchEvent(new CustomEvent("mail-compose", { detail: { mailto: href } }));
        const link = document.createElement("a");
        link.href = href;
        link.rel = "noopener noreferrer";
        link.referrerPolicy = "no-referrer";
        if (/^https?:/i.test(href)) link.target = "_blank";
        link.click();
    }
}

/** The host as the browser itself reads it, which is where a click would go. */
function split(href) {
    try {
        const url = new URL(href);
        return url.host ? { host: url.host, rest: (url.pathname === "/" && !url.search ? "" : url.pathname + url.search + url.hash).slice(0, 200) } : { host: "", rest: href.slice(0, 200) };
    } catch {
        return null;
    }
}

customElements.define("link-guard", LinkGuard);
