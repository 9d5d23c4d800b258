// Files on their way to the server: in pieces, several at once, going on where a cut left them.

import { beginFile, dropFile, fileState, putChunk, Refused } from '/js/compose/server.js';
import { forgetFile, keepFile } from '/js/compose/journal.js';

const AtOnce = 3;
const DefaultChunk = 1024 * 1024;
// What a piece may take, and how long to wait before trying again: milliseconds.
const Pace = 1000;
const Retries = [500, 1000, 2000, 4000, 8000, 15000];

/** States of a file: waiting, sending, paused (no connection), done, failed. */
export class Uploads {
  constructor({ key, draftId, changed, done }) {
    Object.assign(this, { key, draftId, changed, done });
    this.files = [];
    this.busy = 0;
    addEventListener('online', this.wake = () => { for (const file of this.files) if (file.state === 'paused') this.again(file); });
  }

  /** Takes over files the server knows (a draft opened again, a forward). */
  adopt(known) {
    for (const file of known) if (!this.files.some(other => other.id === file.id)) this.files.push({ ...file, local: crypto.randomUUID(), state: file.received >= file.size ? 'done' : 'failed', problem: file.received >= file.size ? null : 'lost' });
    this.changed();
  }

  add(blob, { inline = false, name = blob.name, local = crypto.randomUUID(), id = null } = {}) {
    const file = { id, local, blob, name: name || 'file', type: blob.type || 'application/octet-stream', size: blob.size, received: 0, inline, state: 'waiting', abort: new AbortController() };
    this.files.push(file);
    keepFile(this.key, local, new File([blob], file.name, { type: file.type })).catch(() => {});
    this.changed();
    this.pump();
    return file;
  }

  get listed() { return this.files.filter(file => file.state === 'done').map(({ id, name, type, size, received, inline, contentId = null }) => ({ id, name, type, size, received, inline, contentId })); }

  get pending() { return this.files.filter(file => file.state === 'waiting' || file.state === 'sending' || file.state === 'paused'); }

  get total() { return this.files.filter(file => file.state !== 'failed').reduce((sum, file) => sum + file.size, 0); }

  /** What the journal needs to go on after a reload. */
  get kept() { return this.files.map(({ id, local, name, type, size, received, inline, state, contentId = null }) => ({ id, local, name, type, size, received, inline, state, contentId })); }

  /** After a reload: files with their bytes go on, the others are what the server has. */
  restore(kept, blobs) {
    for (const file of kept) {
      const blob = blobs.find(other => other.id === file.local)?.file;
      if (file.state === 'done') this.files.push({ ...file });
      else if (blob) this.files.push({ ...file, blob, state: 'waiting', abort: new AbortController() });
      else this.files.push({ ...file, state: 'failed', problem: 'lost' });
    }
    this.changed();
    this.pump();
  }

  remove(file) {
    file.abort?.abort();
    this.files = this.files.filter(other => other !== file);
    forgetFile(file.local).catch(() => {});
    if (file.id) dropFile(this.draftId(), file.id).catch(() => {}); // the server drops it anyhow when the draft no longer lists it
    this.changed();
    this.pump();
  }

  again(file) {
    if (!file.blob) return;
    file.abort = new AbortController();
    file.state = 'waiting';
    file.problem = null;
    this.changed();
    this.pump();
  }

  /** Resolves when nothing is on its way any more; false when a file failed. */
  async settled() {
    while (this.pending.length) await new Promise(resolve => { this.waiter = resolve; });
    return this.files.every(file => file.state === 'done');
  }

  pump() {
    this.waiter?.();
    if (!this.draftId()) return; // no draft yet: they go when it is there
    for (const file of this.files) {
      if (this.busy >= AtOnce) return;
      if (file.state !== 'waiting') continue;
      file.state = 'sending';
      this.busy++;
      this.send(file).catch(error => this.fail(file, error)).finally(() => { this.busy--; this.changed(); this.pump(); });
    }
  }

  async send(file) {
    const draft = this.draftId();
    if (!file.id) {
      const begun = await this.patiently(file, () => beginFile(draft, { name: file.name, type: file.type, size: file.size, inline: file.inline }));
      Object.assign(file, { id: begun.id, least: begun.chunk || DefaultChunk, most: begun.most || DefaultChunk, received: begun.received ?? 0, contentId: begun.contentId ?? file.contentId ?? null });
    } else {
      const known = await this.patiently(file, () => fileState(draft, file.id));
      file.received = known.received;
    }
    file.startedAt = performance.now();
    file.startedWith = file.received;
    const least = file.least || DefaultChunk;
    let piece = least;
    let most = file.most || DefaultChunk;
    while (file.received < file.size) {
      const from = file.received;
      const began = performance.now();
      const answer = await this.patiently(file, async () => {
        try { return await putChunk(draft, file.id, from, file.blob.slice(from, from + piece), file.abort.signal); }
        catch (error) {
          if (error instanceof Refused && error.status === 409 && Number.isInteger(error.body.received)) return error.body;
          // A proxy on the way may take no more, and drop the line instead of saying so.
          if (piece > least) {
            piece = most = least;
            if (error instanceof Refused && error.status === 413) return { received: from };
          }
          throw error;
        }
      });
      file.received = answer.received;
      // About a second each: round trips cost a quick line much, and of a slow one the progress is to be seen.
      const speed = (file.received - from) / Math.max(performance.now() - began, 1) * Pace;
      piece = Math.max(least, Math.min(Math.floor(speed / least) * least, most));
      this.changed();
    }
    file.state = 'done';
    forgetFile(file.local).catch(() => {});
    this.done(file);
  }

  /** The connection may go and come: only a no of the server ends it. */
  async patiently(file, work) {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await work();
        file.state = 'sending';
        return answer;
      } catch (error) {
        if (file.abort.signal.aborted || (error instanceof Refused && !error.isPassing) || !(error instanceof Error)) throw error;
        file.state = 'paused';
        this.changed();
        await this.wait(file, Retries[Math.min(attempt, Retries.length - 1)]);
      }
    }
  }

  wait(file, time) {
    return new Promise((resolve, reject) => {
      const end = () => { clearTimeout(timer); removeEventListener('online', end); resolve(); };
      const timer = setTimeout(end, time);
      addEventListener('online', end);
      file.abort.signal.addEventListener('abort', () => { clearTimeout(timer); reject(new DOMException('', 'AbortError')); }, { once: true });
    });
  }

  fail(file, error) {
    if (file.abort.signal.aborted) return;
    file.state = 'failed';
    file.problem = error instanceof Refused ? error.body.message || error.body.problem : error.message;
  }

  stop() {
    removeEventListener('online', this.wake);
    for (const file of this.pending) file.abort?.abort();
    this.files = [];
  }
}

/** Seconds until a file is up, by its own speed so far; null while nobody can say. */
export function secondsLeft(file) {
  const time = performance.now() - file.startedAt;
  const moved = file.received - file.startedWith;
  return file.state === 'sending' && time > 800 && moved > 0 ? Math.ceil((file.size - file.received) / moved * time / 1000) : null;
}
