// Questions before a message leaves: each can be answered with "send anyway".

import { payload } from '/js/compose/attaching.js';
import { promisedAttachment } from '/js/compose/attachment-words.js';
import { ask } from '/js/compose/dialogs.js';
import { unfilled } from '/js/compose/placeholders.js';
import { fillNow } from '/js/compose/templates.js';
import { word } from '/js/compose/words.js';

/** Null when it may go; else the name of the field to mend. `composer` tells; `mend` acts on the answer. */
export async function check(composer) {
  const { to, cc, bcc } = composer.recipients;
  const everyone = [...to, ...cc, ...bcc];
  const refusal = refuse(composer, everyone);
  if (refusal) return refusal;
  if (!composer.subject.trim() && await ask({ title: word('NoSubjectTitle'), text: word('NoSubjectText'), buttons: [anyway(), { label: word('AddSubject'), value: 'mend', look: 'primary' }] }) !== 'send') return { field: 'subject' };
  fillNow(composer);
  const [open] = unfilled(`${composer.subject}\n${composer.editor.ownText}`);
  if (open && await ask({ title: word('UnfilledTitle', open), text: word('UnfilledText'), buttons: [anyway(), { label: word('GoBack'), value: 'back', look: 'primary' }] }) !== 'send') return { field: 'body' };
  const promise = composer.uploads.files.some(file => !file.inline && file.state !== 'failed') ? null : promisedAttachment(`${composer.subject}\n${composer.editor.ownText}`, composer.ownWords);
  if (promise) {
    const answer = await ask({ title: word('ForgotTitle'), text: word('ForgotText', promise), buttons: [anyway(), { label: word('AttachFile'), value: 'mend', look: 'primary', icon: 'paperclip' }] });
    if (answer !== 'send') return { field: answer === 'mend' ? 'attach' : 'body' };
  }
  // Everyone sees everyone, and everyone gets it: asked from the number on that the person set (0: never).
  const many = composer.askAbove || Infinity;
  if (composer.question.kind === 'reply-all' && everyone.length > many
    && await ask({ title: word('ManyAnsweredTitle', everyone.length), text: word('ManyAnsweredText'), buttons: [anyway(), { label: word('GoBack'), value: 'back', look: 'primary' }] }) !== 'send') return { field: 'to' };
  if (to.length + cc.length > many && composer.question.kind !== 'reply-all') {
    const answer = await ask({ title: word('ManyVisibleTitle', to.length + cc.length), text: word('ManyVisibleText'), buttons: [anyway(), { label: word('MoveToBcc'), value: 'mend', look: 'primary' }] });
    if (answer === 'mend') composer.hideRecipients();
    if (answer !== 'send') return { field: answer === 'mend' ? 'bcc' : 'to' };
  }
  return null;
}

const anyway = () => ({ label: word('SendAnyway'), value: 'send' });

/** What no answer can change. */
function refuse(composer, everyone) {
  if (!everyone.length) return { field: 'to', text: word('NoRecipients') };
  const wrong = composer.fields.find(field => field.invalid.length);
  if (wrong) return { field: wrong.name, text: word('InvalidNamed', wrong.invalid[0].address) };
  const { recipients, message } = composer.limits;
  if (recipients && everyone.length > recipients) return { field: 'to', text: word('TooManyRecipients', everyone.length, recipients) };
  if (message && composer.uploads.total > payload(message)) return { field: 'attachments', text: word('TooLargeToSend') };
  if (composer.uploads.files.some(file => file.state === 'failed')) return { field: 'attachments', text: word('FailedFile') };
  return null;
}
