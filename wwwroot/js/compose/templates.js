// Templates: put into a message, made of one.

import { ask, form } from '/js/compose/dialogs.js';
import { openMenu } from '/js/compose/menu.js';
import { icon, make } from '/js/compose/parts.js';
import { fillFragment, fillHtml, fillText } from '/js/compose/placeholders.js';
import { Refused, saveTemplate, templates } from '/js/compose/server.js';
import { toast } from '/js/compose/toasts.js';
import { word } from '/js/compose/words.js';

const factsOf = composer => ({ to: composer.to.people.filter(person => person.address.includes('@')), subject: composer.subject, identity: composer.identity, now: new Date(), zone: composer.zone });

export async function templateMenu(composer, button) {
  let known;
  try { known = await templates(); } catch { toast(word('TemplatesAway'), { failure: true }); return; }
  openMenu(button, [
    ...known.map(template => ({ label: template.name, icon: 'layout-template', run: () => insert(composer, template) })),
    ...(known.length ? [null] : []),
    { label: word('SaveAsTemplate'), icon: 'plus', run: () => keep(composer, known) },
    { label: word('EditTemplates'), icon: 'settings', run: () => { composer.desk.leaveTo('/settings/templates'); } },
  ], { label: word('Templates') });
}

/** The same beside a composer that fills the page. */
export async function drawTemplates(composer) {
  const place = composer.part('aside-templates');
  let known = [];
  try { known = await templates(); } catch { /* the menu says so when it is asked */ }
  const entry = (label, look, run) => make('button', { type: 'button', children: [icon(look), document.createTextNode(label)], on: { click: run } });
  place.replaceChildren(...known.map(template => entry(template.name, 'layout-template', () => insert(composer, template))), entry(word('SaveThisAsTemplate'), 'plus', () => keep(composer, known)));
}

/** Where the caret is; the subject only where there is none. */
export function insert(composer, template) {
  if (!composer.subject.trim() && template.subject) composer.subject = fillText(template.subject, factsOf(composer));
  const facts = factsOf(composer);
  if (composer.editor.isPlain) composer.editor.insertText(fillText(template.text, facts));
  else composer.editor.insertHtml(fillHtml(template.html, facts));
  composer.changed();
}

/** What could not be filled in before the recipients were known is filled in before it is sent. */
export function fillNow(composer) {
  const { editor } = composer;
  const facts = factsOf(composer);
  if (fillText(composer.subject, facts) !== composer.subject) { composer.subject = fillText(composer.subject, facts); composer.changed(); }
  if (!editor.ownText.includes('{{')) return;
  if (editor.isPlain) { editor.setText(fillText(editor.text, facts)); composer.changed(); }
  else editor.change(root => fillFragment(root, facts));
}

async function keep(composer, known) {
  const { editor } = composer;
  if (!editor.ownText.trim()) { toast(word('TemplateEmpty'), { failure: true }); return; }
  const answer = await form({ title: word('SaveAsTemplate'), submit: word('Save'), fields: [{ name: 'name', label: word('TemplateName'), required: true, value: composer.subject.trim(), dir: 'auto', hint: editor.element.querySelector('img') && !editor.isPlain ? word('TemplateNoPictures') : word('TemplateHint') }] });
  const name = answer?.name.trim();
  if (!name) return;
  const same = known.find(template => template.name.toLowerCase() === name.toLowerCase());
  if (same && await ask({ title: word('TemplateReplaceTitle', name), text: word('TemplateReplaceText'), buttons: [{ label: word('Cancel'), value: 'no' }, { label: word('TemplateReplace'), value: 'yes', look: 'primary' }] }) !== 'yes') return;
  try {
    await saveTemplate({ id: same?.id ?? crypto.randomUUID(), name, subject: composer.subject, html: editor.isPlain ? editor.html : editor.ownHtml, text: editor.ownText.trim() });
    toast(word('TemplateSaved', name));
    if (composer.form === 'full') drawTemplates(composer);
  } catch (error) {
    toast(error instanceof Refused ? error.body.message || word('TemplatesAway') : word('NoConnectionAct'), { failure: true });
  }
}
