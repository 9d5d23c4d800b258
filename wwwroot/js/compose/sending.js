// The way out: checks, the request with its key, the toast that takes it back, and what became of it.

import { check } from '/js/compose/checks.js';
import { form } from '/js/compose/dialogs.js';
import { fromLocalField, proposals, toLocalField } from '/js/compose/later.js';
import { openMenu } from '/js/compose/menu.js';
import { clearNote, note } from '/js/compose/notes.js';
import { announce } from '/js/compose/parts.js';
import { remindBody, remindMenu } from '/js/compose/reminding.js';
import { Refused, Unreachable, outboxAct, send } from '/js/compose/server.js';
import { toast } from '/js/compose/toasts.js';
import { watchOutbox } from '/js/compose/outbox-watch.js';
import { clock, language, word } from '/js/compose/words.js';

const Waits = [1000, 3000, 8000];

/** Sends what the composer holds. Answers true when the server has taken it over. */
export async function sendNow(composer, { at = null, archive = false, remind = composer.remind } = {}) {
  if (composer.isSending || !composer.isOpened) { if (!composer.isOpened) announce(composer.root, word('StillOpening')); return false; }
  composer.setSending(true);
  try {
    clearNote(composer.root, 'send');
    const problem = await check(composer);
    if (problem) { show(composer, problem); return false; }
    if (composer.uploads.pending.length) {
      note(composer.root, 'send', { text: word('SendsAfterFiles'), acts: [{ label: word('Cancel'), run: () => { composer.isCalledOff = true; composer.window.dispatchEvent(new Event('called-off')); } }] });
      composer.isCalledOff = false;
      const all = await Promise.race([composer.uploads.settled(), composer.calledOff()]);
      clearNote(composer.root, 'send');
      if (!all) { if (!composer.isCalledOff) show(composer, { field: 'attachments', text: word('FailedFile') }); return false; }
    }
    await order(composer, { at, archive, remind });
    return true;
  } catch (error) {
    told(composer, error);
    return false;
  } finally {
    composer.setSending(false);
  }
}

async function order(composer, { at, archive, remind }) {
  await composer.saver.running?.catch(() => {});
  composer.sendKey ??= crypto.randomUUID();
  composer.keepNow();
  const body = { draft: composer.read(), key: composer.sendKey, at: at?.toISOString() ?? null, undoSeconds: at ? 0 : composer.undoSeconds, ...remindBody(remind), archive };
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await send(composer.draft.id, body);
      composer.sent();
      sentToast(composer, answer, at);
      watchOutbox(answer.outbox, answer.dueAt);
      return;
    } catch (error) {
      // Perhaps it was taken over and only the answer was lost: the same key can't queue it twice.
      if (!(error instanceof Unreachable) && !(error instanceof Refused && error.isPassing)) { composer.sendKey = null; throw error; }
      if (attempt >= Waits.length) throw error;
      await new Promise(resolve => setTimeout(resolve, Waits[attempt]));
    }
  }
}

function sentToast(composer, { outbox, dueAt }, at) {
  const seconds = at ? 8 : Math.max(0, Math.round((new Date(dueAt) - Date.now()) / 1000)) || composer.undoSeconds;
  const undo = { label: word('Undo'), kbd: 'Z', name: 'undo', run: async () => {
    try {
      const { draft } = await outboxAct(outbox, 'cancel');
      composer.desk.reopen(draft, composer);
      toast(word('TakenBack'));
    } catch (error) {
      toast(error instanceof Refused && error.status === 409 ? word('TooLateToUndo') : word('UndoFailed'), { failure: true });
    }
  } };
  if (!seconds) { toast(word('Sent')); return; }
  toast(at ? word('ScheduledFor', when(at, composer.zone)) : word('SendingSoon'), { seconds, acts: [undo] });
}

export const when = (date, zone) => new Intl.DateTimeFormat(language(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(date);

function show(composer, { field, text }) {
  if (text) note(composer.root, 'send', { kind: 'error', text });
  composer.focusField(field);
}

function told(composer, error) {
  if (error instanceof Refused && !error.isPassing) {
    const { message, server, field, address } = error.body;
    note(composer.root, 'send', { kind: 'error', text: message || word('Refused'), server: [address, server].filter(Boolean).join(': ') || null });
    composer.focusField(field);
    return;
  }
  note(composer.root, 'send', { kind: 'error', text: word(error instanceof Refused ? 'MailServerAway' : 'NoConnectionSend'), server: error instanceof Refused ? error.body.server : null, acts: [{ label: word('TryAgain'), run: () => sendNow(composer) }] });
}

/** The menu at the send button. */
export function laterMenu(composer, button) {
  const zone = composer.zone;
  openMenu(button, [
    ...proposals(new Date(), zone).map(({ name, icon, at }) => ({ label: word(name), icon, end: `${new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: zone }).format(at)} ${clock(at, zone)}`, run: () => sendNow(composer, { at }) })),
    { label: word('PickTime'), icon: 'calendar-clock', run: () => pickTime(composer) },
    ...(composer.can.length ? [null] : []),
    ...(composer.question.uid && composer.can.includes('archive') ? [{ label: word('SendAndArchive'), icon: 'archive', end: 'Ctrl Shift ↵', run: () => sendNow(composer, { archive: true }) }] : []),
    ...(composer.can.includes('remind') ? [{ label: word('SendAndRemind'), icon: 'bell-ring', run: () => remindMenu(button, { zone, now: null, chosen: remind => sendNow(composer, { remind }) }) }] : []),
  ], { label: word('SendOptions') });
}

async function pickTime(composer) {
  const zone = composer.zone;
  const soon = new Date(Date.now() + 3600000);
  const answer = await form({ title: word('PickTime'), submit: word('Schedule'), fields: [{ name: 'at', label: word('SendAt'), type: 'datetime-local', required: true, value: toLocalField(soon, zone), min: toLocalField(new Date(), zone), hint: word('InZone', zone.replaceAll('_', ' ')) }] });
  const at = fromLocalField(answer?.at, zone);
  if (!at) return;
  if (at <= new Date()) { note(composer.root, 'send', { kind: 'error', text: word('TimePast') }); return; }
  await sendNow(composer, { at });
}
