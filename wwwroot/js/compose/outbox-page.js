// The outbox as a page: what waits, what was refused and why, what nobody can know; and what can be done about each.

import { ask } from '/js/compose/dialogs.js';
import { desk } from '/js/compose/desk.js';
import { look } from '/js/compose/outbox-watch.js';
import { make } from '/js/compose/parts.js';
import { reminderRow } from '/js/compose/reminder-rows.js';
import { open, outbox, outboxAct, Refused, reminders } from '/js/compose/server.js';
import { when } from '/js/compose/sending.js';
import { toast } from '/js/compose/toasts.js';
import { word } from '/js/compose/words.js';

const Every = 4000;

const acts = {
  now: { label: 'SendNow', run: entry => outboxAct(entry.id, 'now') },
  edit: { label: 'TakeBackAndEdit', run: entry => edit(entry) },
  retry: { label: 'TryAgain', run: entry => outboxAct(entry.id, 'retry') },
  arrived: { label: 'ItArrived', run: entry => outboxAct(entry.id, 'confirm-sent') },
  again: { label: 'SendAgain', run: entry => sendAgain(entry) },
  drop: { label: 'KeepAsDraft', run: entry => outboxAct(entry.id, 'drop') },
};

const offered = { queued: ['now', 'edit'], waiting: ['now', 'edit'], refused: ['retry', 'edit', 'drop'], unknown: ['arrived', 'again', 'edit'] };

class OutboxList extends HTMLElement {
  connectedCallback() { this.refresh(); }

  disconnectedCallback() { clearTimeout(this.timer); }

  async refresh() {
    clearTimeout(this.timer);
    try {
      const [all, waiting] = await Promise.all([outbox(), reminders()]);
      if (this.isConnected) this.draw(all.filter(entry => entry.state !== 'filed'), waiting);
    } catch {
      if (!this.shown) this.replaceChildren(make('p', { className: 'sub', role: 'status', text: word('OutboxUnreachable') }));
    }
    if (this.isConnected) this.timer = setTimeout(() => this.refresh(), Every);
  }

  draw(entries, waiting) {
    const shown = JSON.stringify([entries, waiting]);
    if (this.shown === shown) return;
    this.shown = shown;
    const focused = document.activeElement?.closest('[data-entry]')?.dataset;
    this.replaceChildren(entries.length ? make('ul', { className: 'rows outbox-rows', children: entries.map(entry => this.row(entry)) }) : make('p', { className: 'sub', text: word('OutboxEmpty') }),
      make('header', { children: [make('h2', { text: word('Reminders') }), make('p', { text: word('RemindersText') })] }),
      waiting.length ? make('ul', { className: 'rows outbox-rows', children: waiting.map(reminder => reminderRow(reminder, work => this.run(work))) }) : make('p', { className: 'sub', text: word('NoReminders') }));
    if (focused) this.querySelector(`[data-entry="${focused.entry}"] button`)?.focus();
  }

  row(entry) {
    const to = entry.to.map(person => person.name || person.address).join(', ');
    const isBad = entry.state === 'refused' || entry.state === 'unknown';
    const state = entry.state === 'queued' ? word('StateQueued', when(new Date(entry.dueAt))) : word(`State${entry.state[0].toUpperCase()}${entry.state.slice(1)}`);
    return make('li', { className: isBad ? 'is-bad' : '', data: { entry: entry.id }, children: [
      make('span', { className: 'text', children: [make('b', { text: entry.subject || word('NoSubject'), dir: 'auto' }), make('small', { text: word('ToPeople', to), dir: 'auto' }),
        make('small', { className: 'state', text: [state, entry.reason].filter(Boolean).join(' ') }), entry.server ? make('small', { className: 'said', text: word('ServerSaid', entry.server), dir: 'auto' }) : null] }),
      make('span', { className: 'btn-row', children: (offered[entry.state] ?? []).map(name => make('button', { type: 'button', className: 'btn small', text: word(acts[name].label), on: { click: () => this.act(name, entry) } })) }),
    ] });
  }

  act(name, entry) { return this.run(() => acts[name].run(entry)); }

  async run(work) {
    try { await work(); }
    catch (error) { toast(error instanceof Refused ? error.body.message || word('TooLateToUndo') : word('NoConnectionAct'), { failure: true }); }
    look();
    await this.refresh();
  }
}

/** The message comes back into a composer; the account's own facts come with an empty one. */
async function edit(entry) {
  const { draft } = await outboxAct(entry.id, 'cancel');
  const context = await open({ kind: 'new', folder: null, validity: 0, uid: 0, selection: null, mailto: null, format: null });
  desk.reopen(draft, { ...context, question: { kind: 'draft' } });
}

async function sendAgain(entry) {
  const answer = await ask({ title: word('SendAgainTitle'), text: word('SendAgainText'), buttons: [{ label: word('Cancel'), value: 'no' }, { label: word('SendAgain'), value: 'yes', look: 'primary' }] });
  if (answer === 'yes') await outboxAct(entry.id, 'retry');
}

customElements.define('outbox-list', OutboxList);
