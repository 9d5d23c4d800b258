// Gets a draft to the server: soon after typing pauses, again and again until it is there, one request at a time.

import { Refused, saveDraft } from '/js/compose/server.js';

const Pause = 3000;
// Typing without a pause is saved too.
const Longest = 15000;
const FirstRetry = 2000;
const LastRetry = 60000;

/** States told to `show`: 'new', 'writing', 'saving', 'saved', 'kept', 'refused', 'conflict'. */
export class Saver {
  constructor({ read, version, saved, show, conflict, canSave }) {
    Object.assign(this, { read, version, saved, show, conflict, canSave });
    this.savedVersion = 0;
    this.retry = FirstRetry;
    this.running = null;
    this.isStopped = false;
    this.wake = () => { if (this.isDirty) this.later(0); };
    addEventListener('online', this.wake);
  }

  get isDirty() { return this.version() !== this.savedVersion; }

  changed() {
    if (this.isStopped) return;
    const now = performance.now();
    this.since ??= now;
    if (this.state !== 'kept' && this.state !== 'saving') this.tell('writing');
    this.later(this.state === 'kept' ? this.retry : Math.min(Pause, Math.max(0, this.since + Longest - now)));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now().catch(() => {}), wait);
  }

  /** Saves what there is now; true when the server has everything. */
  async now({ force = false } = {}) {
    clearTimeout(this.timer);
    while (this.running) await this.running.catch(() => {});
    if (this.isStopped || (!this.isDirty && !force)) return !this.isDirty;
    if (!this.canSave()) return false;
    this.running = this.once(force);
    try { await this.running; } finally { this.running = null; }
    if (this.isDirty && this.state === 'saved') this.later(Pause);
    return !this.isDirty;
  }

  async once(force) {
    const version = this.version();
    this.tell('saving');
    this.since = null;
    try {
      const answer = await saveDraft(this.read(), { force });
      this.savedVersion = version;
      this.retry = FirstRetry;
      this.saved(answer);
      this.tell('saved', new Date(answer.savedAt ?? Date.now()));
    } catch (error) {
      if (error instanceof Refused && error.status === 409 && error.body.problem === 'changed-elsewhere') { this.tell('conflict'); this.conflict(error.body.draft); return; }
      const isFinal = error instanceof Refused && !error.isPassing && error.status !== 401;
      this.tell(isFinal ? 'refused' : 'kept', isFinal ? error.body : null);
      if (isFinal) return;
      this.retry = Math.min(LastRetry, this.retry * 2);
      this.later(this.retry);
    }
  }

  /** The server has what is shown now: it came from there. */
  settled(date) {
    this.savedVersion = this.version();
    if (date) this.tell('saved', date); else this.tell('new');
  }

  tell(state, detail) {
    this.state = state;
    this.show(state, detail);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    removeEventListener('online', this.wake);
  }
}
