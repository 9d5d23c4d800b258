// What can be set for one message: identity, signature, form of the text, priority, receipts.

import { ask } from '/js/compose/dialogs.js';
import { fromMailMenu } from '/js/compose/from-mail.js';
import { openMenu } from '/js/compose/menu.js';
import { remindMenu, remindText } from '/js/compose/reminding.js';
import { templateMenu } from '/js/compose/templates.js';
import { word } from '/js/compose/words.js';

const Priorities = [['high', 'PriorityHigh'], ['normal', 'PriorityNormal'], ['low', 'PriorityLow']];

export function moreMenu(composer, button) {
  const { options } = composer;
  const flip = name => () => { options[name] = !options[name]; composer.optionsChanged(); };
  openMenu(button, [
    ...(matchMedia('(width < 760px)').matches ? [{ label: word('Templates'), icon: 'layout-template', run: () => templateMenu(composer, button) }, { label: word('Signature'), icon: 'pen-line', run: () => signatureMenu(composer, button) }, null] : []),
    { label: word('AttachFromMail'), icon: 'mail', run: () => fromMailMenu(composer, button, composer.desk.folder) },
    null,
    { label: word('PlainText'), checked: composer.editor.isPlain, run: () => switchForm(composer) },
    null,
    ...Priorities.map(([value, name]) => ({ label: word(name), checked: options.priority === value, run: () => { options.priority = value; composer.optionsChanged(); } })),
    null,
    { label: word('AskReceipt'), checked: options.receipt, run: flip('receipt') },
    { label: word('AskDelivery'), checked: options.delivery, run: flip('delivery') },
    { label: word('RequireTls'), checked: options.requireTls, run: flip('requireTls') },
    ...(composer.can.includes('remind') ? [{ label: composer.remind ? remindText(composer.remind, composer.zone) : word('Remind'), checked: Boolean(composer.remind), run: () => remindMenu(button, { zone: composer.zone, now: composer.remind, chosen: remind => { composer.remind = remind; composer.optionsChanged(); } }) }] : []),
  ], { label: word('MoreOptions') });
}

/** To plain text and back. Looks that would be lost are asked about first. */
export async function switchForm(composer) {
  const { editor } = composer;
  if (editor.isPlain) { editor.toFormatted(); composer.formChanged(); return; }
  const hasLooks = editor.element.querySelector('b, strong, i, em, u, s, span[style], a, img, table, ul, ol, h1, h2, h3, pre, code') !== null;
  if (hasLooks && await ask({ title: word('LoseLooksTitle'), text: word('LoseLooksText'), buttons: [{ label: word('Cancel'), value: 'no' }, { label: word('ToPlainText'), value: 'yes', look: 'primary' }] }) !== 'yes') return;
  editor.toPlain();
  composer.formChanged();
}

export function identityMenu(composer, button) {
  openMenu(button, composer.identities.map(identity => ({ label: label(identity), checked: identity.id === composer.draft.identity, run: () => composer.setIdentity(identity.id) })), { label: word('From') });
}

export const label = identity => (identity.name ? `${identity.name}, ${identity.address}` : identity.address);

export function signatureMenu(composer, button) {
  const signed = composer.identities.filter(identity => identity.signatureHtml || identity.signatureText);
  openMenu(button, [
    ...signed.map(identity => ({ label: word('SignatureOf', identity.address), icon: 'pen-line', run: () => composer.sign(identity) })),
    { label: word('NoSignature'), icon: 'x', run: () => composer.sign(null) },
    null,
    { label: word('EditSignatures'), icon: 'settings', run: () => { composer.desk.leaveTo('/settings/identities'); } },
  ], { label: word('Signature') });
}

/** The signature as an element's markup: separated as mail programs know it. */
export function signatureHtml(identity) {
  if (!identity?.signatureHtml) return '';
  return `<div class="signature">${identity.signatureHtml}</div>`;
}

export const signatureText = identity => (identity?.signatureText ? `\n\n-- \n${identity.signatureText}` : '');
