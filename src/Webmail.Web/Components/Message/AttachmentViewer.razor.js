// Fetches a PDF with the page's own session and hands its bytes to a frame that has neither session nor network (PdfFrame.cs).

const maxBytes = 25 * 1024 * 1024;

async function read(source, signal) {
    const response = await fetch(source, { signal });
    if (!response.ok) throw new Error("refused");
    const reader = response.body.getReader();
    const pieces = [];
    let length = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        length += piece.value.length;
        if (length > maxBytes) {
            await reader.cancel();
            throw new RangeError("too big");
        }
        pieces.push(piece.value);
    }
    return await new Blob(pieces).arrayBuffer();
}

class PdfView extends HTMLElement {
    #frame = null;
    #gone = new AbortController();

    connectedCallback() {
        this.#gone = new AbortController();
        window.addEventListener("message", this);
        this.#frame = document.createElement("iframe");
        this.#frame.setAttribute("sandbox", "allow-scripts");
        this.#frame.setAttribute("referrerpolicy", "no-referrer");
        this.#frame.title = this.getAttribute("label") ?? "";
        this.#frame.src = "/frame/pdf";
        this.#say(this.getAttribute("loading"));
        this.append(this.#frame);
    }

    disconnectedCallback() {
        window.removeEventListener("message", this);
        this.#gone.abort();
        this.replaceChildren();
    }

    handleEvent(event) {
        if (event.source !== this.#frame?.contentWindow || typeof event.data !== "object" || event.data === null) return;
        const { type, locked, pages, shown } = event.data;
        if (type === "pdf-ready") this.#send();
        else if (type === "pdf-shown") this.#say(Number(pages) > Number(shown) ? this.getAttribute("cut") : "");
        else if (type === "pdf-failed") this.#fail(locked === true ? "locked" : "unreadable");
        else if (type === "pdf-escape") this.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    }

    async #send() {
        try {
            const bytes = await read(this.getAttribute("src"), this.#gone.signal);
            const absolute = name => new URL(this.getAttribute(name), document.baseURI).href;
            this.#frame.contentWindow.postMessage({ library: absolute("library"), worker: absolute("worker"), label: this.getAttribute("page") ?? "", bytes }, "*", [bytes]);
        } catch (error) {
            if (!this.#gone.signal.aborted) this.#fail(error instanceof RangeError ? "too-big" : "unreadable");
        }
    }

    #say(words) {
        this.querySelector("p")?.remove();
        if (!words) return;
        const line = document.createElement("p");
        line.setAttribute("role", "status");
        line.textContent = words;
        this.prepend(line);
    }

    #fail(why) {
        this.#frame.hidden = true;
        this.#say(this.getAttribute(why));
    }
}

customElements.get("pdf-view") ?? customElements.define("pdf-view", PdfView);
