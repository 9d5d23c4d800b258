// One open composer: its fields, its text, what is saved of it. The page's template is its look; desk.js knows them all.

import { attach, attached, payload } from '/js/compose/attaching.js';
import { attributionHtml, Blank, readDraft, snapshot } from '/js/compose/content.js';
import { Editor } from '/js/compose/editor.js';
import { FormatBar } from '/js/compose/format-bar.js';
import { ImageTool } from '/js/compose/image-tool.js';
import { buildFragment } from '/js/compose/html.js';
import * as journal from '/js/compose/journal.js';
import { clearNote, note } from '/js/compose/notes.js';
import { newId } from '/js/compose/parts.js';
import { beginning, caretBelow } from '/js/compose/quote.js';
import { remindText } from '/js/compose/reminding.js';
import { label, signatureHtml, signatureText } from '/js/compose/options.js';
import { Recipients } from '/js/compose/recipients.js';
import { Saver } from '/js/compose/save.js';
import { accountKey, dropDraft, open, Refused } from '/js/compose/server.js';
import * as tabs from '/js/compose/tabs.js';
import { Uploads } from '/js/compose/uploads.js';
import { drawUploads } from '/js/compose/upload-list.js';
import { wire } from '/js/compose/wiring.js';
import { clock, size, word } from '/js/compose/words.js';

// Well under the quarter of a second that may be lost in a crash.
const JournalPause = 150;
const OpenRetry = 4000;

export class Composer {
  constructor(desk, question, key = crypto.randomUUID()) {
    Object.assign(this, { desk, question, key, version: 0, isOpened: false, isSending: false, isClosed: false, remind: null });
    this.draft = { id: null, revision: 0, kind: 'new', identity: null, source: null, references: null, replyTo: [] };
    this.options = { priority: 'normal', receipt: false, delivery: false, requireTls: false };
    Object.assign(this, { identities: [], limits: { message: null, recipients: 500 }, ownDomains: [], ownWords: [], undoSeconds: 10, quotePlace: 'below', askAbove: 10, quote: null, quoteText: null, attribution: '', can: [] });
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.window = document.getElementById('composer-template').content.firstElementChild.cloneNode(true);
    this.root = this.window.querySelector('.composer');
    for (const element of this.window.querySelectorAll('[data-id]')) element.id = newId(element.dataset.id);
    for (const element of this.window.querySelectorAll('[data-for]')) element.setAttribute(element.tagName === 'LABEL' ? 'for' : 'aria-labelledby', element.dataset.for.split(' ').map(id => this.window.querySelector(`[data-id="${id}"]`).id).join(' '));
    this.part = name => this.window.querySelector(`[data-part="${name}"]`);
    const changed = () => this.changed();
    this.fields = ['to', 'cc', 'bcc'].map(name => Object.assign(new Recipients(this.root, this.root.querySelector(`[data-field="${name}"]`), { changed, ownDomains: () => this.ownDomains }), { name }));
    [this.to, this.cc, this.bcc] = this.fields;
    this.editor = new Editor(this.part('editor'), this.part('plain'), { changed, files: (files, inline) => this.addFiles(files, inline) });
    this.bar = new FormatBar(this.part('format'), this.editor);
    this.images = new ImageTool(this.part('body'), this.editor);
    this.uploads = new Uploads({ key: this.key, draftId: () => this.draft.id, changed: () => this.filesChanged(), done: file => attached(this, file) });
    this.saver = new Saver({ read: () => this.read(), version: () => this.version, saved: answer => this.saved(answer), show: (state, detail) => this.showState(state, detail), conflict: theirs => this.conflict(theirs), canSave: () => this.isOpened });
    this.editor.setHtml(Blank);
    wire(this);
    this.titled();
  }

  // ---- opening ---------------------------------------------------------------------------------------------------

  /** Asks the server for the draft; what is typed meanwhile stays. */
  async load() {
    try {
      const answer = await open(this.question);
      if (this.isClosed) return;
      clearNote(this.root, 'open');
      if (!await tabs.take(answer.draft.id, () => this.close())) { this.elsewhere(answer); return; }
      this.fill(answer);
    } catch (error) {
      if (this.isClosed) return;
      const isFinal = error instanceof Refused && !error.isPassing;
      note(this.root, 'open', { kind: isFinal ? 'error' : 'warn', text: isFinal ? error.body.message || word('OpenFailed') : word('OpenWaits'), server: error.body?.server, acts: [{ label: word('TryAgain'), run: () => this.load() }] });
      if (!isFinal) setTimeout(() => { if (!this.isClosed && !this.isOpened) this.load(); }, OpenRetry);
    }
  }

  elsewhere(answer) {
    this.editor.element.inert = true;
    note(this.root, 'open', { kind: 'warn', text: word('OpenElsewhere'), acts: [{ label: word('WriteHere'), run: async () => {
      await tabs.askFor(answer.draft.id, () => this.close());
      this.editor.element.inert = false;
      this.load();
    } }] });
  }

  fill({ draft, identities = [], limits, undoSeconds, ownDomains = [], zone, attachmentWords = [], can = [], quote = 'below', askAbove = 10 }) {
    const early = this.version > 0;
    Object.assign(this, { identities, limits: limits ?? this.limits, undoSeconds: undoSeconds ?? 10, ownDomains: ownDomains.map(domain => domain.toLowerCase()), zone: zone ?? this.zone, ownWords: attachmentWords, can, quotePlace: quote, askAbove });
    this.take(draft, early);
    this.isOpened = true;
    this.uploads.adopt(draft.files ?? []);
    if (early) { this.saver.changed(); this.keepSoon(); } else this.saver.settled(draft.revision ? new Date() : null);
    this.uploads.pump();
    this.window.dataset.ready = '';
  }

  /** Shows a draft of the server's. With `early` what the person has typed already stays on top of it. */
  take(draft, early = false) {
    this.draft = { ...draft };
    this.options = { ...this.options, ...draft.options };
    Object.assign(this, { quote: draft.quote ?? null, quoteText: draft.quoteText ?? null, attribution: draft.attribution ?? '' });
    for (const field of this.fields) if (!early || field.isEmpty) field.write(draft[field.name] ?? []);
    if (!early || !this.subject) this.subject = draft.subject ?? '';
    const isAsWritten = this.question.kind === 'draft' || this.question.kind === 'edit-as-new' || draft.revision > 0;
    const signature = isAsWritten ? '' : signatureHtml(this.identity);
    const start = beginning(this, draft);
    if (early && !this.editor.isEmpty) this.editor.change(root => root.append(buildFragment((draft.html || '') + signature)));
    else this.editor.setHtml(start.html + signature);
    this.editor.setText(isAsWritten ? draft.text ?? '' : `${start.text}${signatureText(this.identity)}`);
    if (!early) this.editor.show(draft.format === 'plain');
    this.showAll();
    if (!early || document.activeElement === document.body) { this.focusFirst(); if (start.isBelow && !this.to.isEmpty) caretBelow(this.editor); }
  }

  showAll() {
    this.showField('cc', this.cc.people.length > 0);
    this.showField('bcc', this.bcc.people.length > 0);
    this.formChanged(false);
    this.showIdentity();
    this.optionsChanged(false);
    this.titled();
  }

  // ---- reading and writing the fields ----------------------------------------------------------------------------

  get subject() { return this.part('subject').value; }

  set subject(value) { this.part('subject').value = value; }

  get recipients() { return { to: this.to.read(), cc: this.cc.read(), bcc: this.bcc.read() }; }

  get identity() { return this.identities.find(identity => identity.id === this.draft.identity) ?? this.identities.find(identity => identity.isDefault) ?? this.identities[0] ?? null; }

  get isBlank() { return !this.draft.revision && this.fields.every(field => field.isEmpty) && !this.uploads.files.length && !this.editor.ownText.trim() && (!this.subject.trim() || this.question.kind !== 'new'); }

  read() { return readDraft(this); }

  setIdentity(id) {
    const before = this.identity;
    this.draft.identity = id;
    const now = this.identity;
    const hide = person => person && this.bcc.people.find(known => known.address === person);
    if (before?.bcc && hide(before.bcc)) this.bcc.remove(hide(before.bcc));
    if (now?.bcc) { this.showField('bcc', true); this.bcc.add([{ name: '', address: now.bcc }]); }
    this.draft.replyTo = now?.replyTo ? [{ name: '', address: now.replyTo }] : [];
    if (!before || before.signatureHtml !== now?.signatureHtml) this.sign(now);
    this.showIdentity();
    this.changed();
  }

  sign(identity) {
    if (this.editor.isPlain) this.editor.setText(this.editor.text.split(/\n*^-- $/m)[0] + signatureText(identity));
    else this.editor.change((root, build) => {
      const old = root.querySelector('.signature');
      const fresh = build(signatureHtml(identity));
      if (old) old.replaceWith(fresh); else root.append(fresh);
      if (!root.firstElementChild || root.firstElementChild.matches('.signature')) root.prepend(build(Blank));
    });
    this.changed();
  }

  showIdentity() {
    this.part('identity').textContent = this.identity ? label(this.identity) : '';
    this.root.querySelector('[data-field="from"]').hidden = !this.identity;
  }

  showQuote() {
    const hasQuote = this.editor.isPlain ? Boolean(this.quoteText) : Boolean(this.quote);
    this.part('quote').hidden = !hasQuote;
  }

  /** The quoted original becomes part of the text, to be cut and answered in between. */
  unfoldQuote() {
    if (this.editor.isPlain) { this.editor.setText(`${this.editor.text}\n\n${this.attribution}\n${this.quoteText}`); }
    else this.editor.change((root, build) => root.append(build(`<p class="attribution">${attributionHtml(this)}</p>${this.quote}`)));
    Object.assign(this, { quote: null, quoteText: null });
    this.showQuote();
    this.changed();
    this.editor.focus();
  }

  showField(name, isShown) {
    const line = this.root.querySelector(`[data-field="${name}"]`);
    line.hidden = !isShown;
    this.root.querySelector(`[data-do="${name}"]`).hidden = isShown;
  }

  hideRecipients() {
    this.showField('bcc', true);
    this.bcc.add([...this.to.people, ...this.cc.people]);
    this.to.write([]);
    this.cc.write([]);
    this.changed();
  }

  formChanged(isChange = true) {
    this.part('format').hidden = this.editor.isPlain;
    this.images.pick(null);
    this.showQuote();
    if (isChange) { this.changed(); this.editor.focus(); }
  }

  optionsChanged(isChange = true) {
    this.window.querySelector('[data-option="remind"]').closest('.setting-line').hidden = !this.can.includes('remind');
    for (const input of this.window.querySelectorAll('[data-option]')) input.checked = input.dataset.option === 'remind' ? Boolean(this.remind) : Boolean(this.options[input.dataset.option]);
    const { priority, receipt, delivery, requireTls } = this.options;
    const set = [priority === 'high' ? word('PriorityHigh') : priority === 'low' ? word('PriorityLow') : '', receipt ? word('AskReceipt') : '', delivery ? word('AskDelivery') : '', requireTls ? word('RequireTls') : '', remindText(this.remind, this.zone)].filter(Boolean);
    this.part('set').textContent = set.join(', ');
    if (isChange) this.changed();
  }

  // ---- files ------------------------------------------------------------------------------------------------------

  addFiles(files, inline) { attach(this, files, inline); }

  filesChanged() {
    drawUploads(this.part('files'), this.uploads, { limit: this.limits.message });
    const { total } = this.uploads;
    this.part('total').textContent = !total ? '' : this.limits.message ? word('TotalOf', size(total), size(payload(this.limits.message))) : size(total);
    this.keepSoon();
  }

  // ---- keeping ----------------------------------------------------------------------------------------------------

  changed() {
    this.version++;
    this.titled();
    this.keepSoon();
    this.saver.changed();
  }

  titled() {
    const title = this.subject.trim() || word({ new: 'NewMessage', forward: 'Forward', 'forward-attached': 'Forward', redirect: 'Redirect' }[this.question.kind] ?? (this.question.uid && this.question.kind !== 'draft' ? 'Reply' : 'NewMessage'));
    this.part('title').textContent = title;
  }

  keepSoon() {
    this.journalTimer ??= setTimeout(() => this.keepNow(), JournalPause);
  }

  keepNow() {
    clearTimeout(this.journalTimer);
    this.journalTimer = null;
    if (this.isClosed || this.isGone || (!this.version && !this.isOpened)) return;
    journal.keep({ key: this.key, account: accountKey(), at: Date.now(), form: this.form, isDirty: this.saver.isDirty, question: this.question, state: snapshot(this) })
      .catch(() => note(this.root, 'journal', { kind: 'warn', text: word('NotKept') }));
  }

  saved({ revision }) {
    this.draft.revision = revision;
    clearNote(this.root, 'save');
    this.keepSoon();
  }

  showState(state, detail) {
    const place = this.part('saved');
    this.window.dataset.state = state;
    if (state === 'writing') return; // what was said last still holds
    const text = { new: '', saving: word('Saving'), saved: detail instanceof Date ? word('SavedAt', clock(detail, this.zone)) : '', kept: word('KeptHere'), refused: word('NotSaved'), conflict: word('ChangedElsewhereShort') }[state];
    place.lastElementChild.textContent = text;
    place.hidden = !text;
    if (state === 'refused') note(this.root, 'save', { kind: 'error', text: detail?.message || word('NotSaved'), server: detail?.server, acts: [{ label: word('TryAgain'), run: () => this.saver.now() }] });
  }

  conflict(theirs) {
    note(this.root, 'save', { kind: 'warn', text: word('ChangedElsewhere'), acts: [
      { label: word('TakeTheirs'), run: () => { this.take(theirs); this.uploads.files = []; this.uploads.adopt(theirs.files ?? []); this.saver.settled(new Date()); } },
      { label: word('KeepMine'), run: () => { this.draft.revision = theirs.revision; this.saver.now({ force: true }); } },
    ] });
  }

  // ---- ending -----------------------------------------------------------------------------------------------------

  setSending(isSending) {
    this.isSending = isSending;
    this.window.toggleAttribute('data-sending', isSending);
    for (const button of this.root.querySelectorAll('.split-btn button')) button.setAttribute('aria-disabled', String(isSending));
  }

  calledOff() { return new Promise(resolve => { this.window.addEventListener('called-off', () => resolve(false), { once: true }); }); }

  /** Saves and closes. What the server can't take now stays in the journal and is tried again. */
  async close() {
    if (this.isClosed) return;
    for (const field of this.fields) field.finish();
    const nothing = this.isBlank;
    this.keepNow();
    this.desk.remove(this);
    this.isGone = true;
    if (nothing) { await this.end(); return; }
    if (this.uploads.pending.length) {
      this.desk.told(word('ClosedUploading'));
      await this.uploads.settled();
      this.version++;
    }
    if (await this.saver.now().catch(() => false)) await this.end();
    else this.desk.keepTrying(this);
  }

  async discard() {
    const { id, revision } = this.draft;
    this.desk.remove(this);
    await this.end();
    if (id && revision) await dropDraft(id);
  }

  /** Never shown: another tab has the draft, and the journal's entry is that tab's. */
  stopQuietly() {
    this.isClosed = true;
    this.saver.stop();
    this.editor.stop();
  }

  /** It was taken over by the outbox. */
  sent() {
    this.desk.remove(this);
    this.end();
  }

  async end() {
    this.isClosed = true;
    clearTimeout(this.journalTimer);
    this.saver.stop();
    this.uploads.stop();
    this.editor.stop();
    if (this.draft.id) tabs.release(this.draft.id);
    await journal.forget(this.key).catch(() => {});
  }

  focusFirst() {
    if (this.form === 'minimised') return;
    if (this.to.isEmpty) this.to.input.focus();
    else if (!this.subject && this.question.kind === 'new') this.part('subject').focus();
    else this.editor.focus(true);
  }

  focusField(field) {
    if (field === 'attach') { this.part('pick').click(); return; }
    if (field === 'cc' || field === 'bcc') this.showField(field, true);
    const place = { to: this.to.input, cc: this.cc.input, bcc: this.bcc.input, subject: this.part('subject'), identity: this.root.querySelector('[data-do="identity"]'), attachments: this.root.querySelector('[data-do="attach"]') }[field];
    if (place) place.focus(); else this.editor.focus();
  }
}
