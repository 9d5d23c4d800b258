// What other programs put on the clipboard, turned into what a person meant to paste.

import { hideStyles } from '/js/compose/css-names.js';

/** Cleans a pasted fragment that was built already: the look of the place it comes from stays there. */
export function tame(fragment) {
  for (const element of fragment.querySelectorAll('[style]')) {
    for (const property of ['font-family', 'font-size', 'white-space', 'margin-left', 'direction']) element.style.removeProperty(property);
    if (!element.matches('td, th, table, img, col')) for (const property of ['width', 'height', 'padding', 'border']) element.style.removeProperty(property);
    if (isPaper(element.style.backgroundColor)) element.style.removeProperty('background-color');
    if (isInk(element.style.color)) element.style.removeProperty('color');
    if (!element.getAttribute('style')) element.removeAttribute('style');
  }
  for (const font of fragment.querySelectorAll('font')) font.replaceWith(...font.childNodes);
  for (const span of fragment.querySelectorAll('span:not([style]):not([class])')) span.replaceWith(...span.childNodes);
  return fragment;
}

const parts = colour => (/rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,\s*([\d.]+))?/.exec(colour) ?? []).slice(1).map(Number);
const isInk = colour => colour === 'windowtext' || colour === 'black' || (parts(colour).length >= 3 && parts(colour).slice(0, 3).every(value => value < 80));
const isPaper = colour => colour === 'white' || colour === 'transparent' || parts(colour)[3] === 0 || (parts(colour).length >= 3 && parts(colour).slice(0, 3).every(value => value > 240));

/** Word writes lists as paragraphs with a drawn bullet; this makes them lists again, before anything is thrown away. Text in, text out. */
export function mendWord(html) {
  if (!/mso-list|class="?Mso/i.test(html)) return html;
  const inert = new DOMParser().parseFromString(hideStyles(html), 'text/html');
  let list = null;
  for (const line of [...inert.body.querySelectorAll('p, h1, h2, h3')]) {
    const level = /mso-list:\s*\S+\s+level(\d)/i.exec(line.getAttribute('data-css') ?? '');
    if (!level) { list = null; continue; }
    const bullet = line.querySelector('[data-css*="mso-list"]');
    const isNumber = /^\s*(?:\(?\w{1,3}[.)])/.test(bullet?.textContent ?? line.textContent);
    bullet?.remove();
    const item = inert.createElement('li');
    item.append(...line.childNodes);
    const isNext = list?.nextElementSibling === line;
    if (!isNext || (list.tagName === 'OL') !== isNumber) {
      list = inert.createElement(isNumber ? 'ol' : 'ul');
      line.before(list);
    }
    list.append(item);
    line.remove();
  }
  return inert.body.innerHTML.replaceAll(' data-css=', ' style=');
}
