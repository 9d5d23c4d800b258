// Builds what the editor shows out of HTML that others wrote: an inert document is read, and only what is named here is made anew.
// Nothing foreign is ever parsed into the page. The server cleans again, by its own rules, before a message leaves.

import { hideStyles } from '/js/compose/css-names.js';

const Kept = new Set(['P', 'DIV', 'BR', 'SPAN', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'STRIKE', 'DEL', 'INS', 'SUB', 'SUP', 'SMALL', 'BIG', 'FONT', 'CENTER', 'A', 'IMG', 'UL', 'OL', 'LI', 'DL', 'DT', 'DD', 'BLOCKQUOTE',
  'PRE', 'CODE', 'KBD', 'SAMP', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'TABLE', 'THEAD', 'TBODY', 'TFOOT', 'TR', 'TD', 'TH', 'CAPTION', 'COLGROUP', 'COL']);
const Dropped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'APPLET', 'SVG', 'MATH', 'NOSCRIPT', 'TITLE', 'HEAD', 'META', 'LINK', 'BASE', 'SELECT', 'TEXTAREA', 'AUDIO', 'VIDEO', 'CANVAS', 'PARAM', 'XML']);
const Attributes = {
  A: ['href', 'title'], IMG: ['alt', 'width', 'height', 'title'], TD: ['colspan', 'rowspan', 'align', 'valign', 'width'], TH: ['colspan', 'rowspan', 'align', 'valign', 'width', 'scope'], TABLE: ['align', 'width', 'border', 'cellpadding', 'cellspacing'],
  COL: ['span', 'width'], COLGROUP: ['span'], OL: ['start', 'type'], LI: ['value'], FONT: ['color', 'size', 'face'], BLOCKQUOTE: ['type'], P: ['align'], DIV: ['align'], H1: ['align'], H2: ['align'], H3: ['align'],
};
const Styles = ['color', 'background-color', 'font-size', 'font-family', 'font-weight', 'font-style', 'text-decoration', 'text-align', 'width', 'height', 'vertical-align', 'list-style-type', 'white-space', 'padding', 'margin-left', 'border',
  'border-top', 'border-right', 'border-bottom', 'border-left', 'border-collapse', 'direction'];
const Classes = new Set(['signature', 'attribution', 'color', 'highlight', 'size', 'font', 'uploading']);
const Bookmarks = new Set(['squire-selection-start', 'squire-selection-end']);

const MaxDepth = 150;
const MaxNodes = 100000;
const MaxUrl = 8000;

/** Our own files only: another page of our host as a picture would be a request in the person's name. */
const OwnPicture = /^\/compose\/[0-9a-f]{1,40}\/drafts\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}\/content$/i;

export function buildFragment(html) {
  const inert = new DOMParser().parseFromString(hideStyles(String(html)), 'text/html');
  const fragment = document.createDocumentFragment();
  copyChildren(inert.body, fragment, { left: MaxNodes }, 0);
  return fragment;
}

function copyChildren(from, to, budget, depth) {
  for (const node of from.childNodes) {
    if (--budget.left < 0) return;
    if (node.nodeType === Node.TEXT_NODE) to.append(document.createTextNode(node.data));
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to, budget, depth);
  }
}

function copyElement(element, to, budget, depth) {
  const name = element.tagName.toUpperCase();
  if (Dropped.has(name) || !(element instanceof HTMLElement || element.namespaceURI === 'http://www.w3.org/1999/xhtml')) return;
  if (name === 'INPUT') {
    if (!Bookmarks.has(element.id)) return;
    const mark = document.createElement('input');
    mark.id = element.id;
    mark.type = 'hidden';
    to.append(mark);
    return;
  }
  if (depth > MaxDepth) { to.append(document.createTextNode(element.textContent)); return; }
  if (!Kept.has(name)) { copyChildren(element, to, budget, depth + 1); return; }
  const copy = document.createElement(name);
  if (name === 'IMG' && !dressImage(element, copy)) return;
  for (const attribute of Attributes[name] ?? []) {
    const value = element.getAttribute(attribute);
    if (value === null || value.length > MaxUrl) continue;
    if (attribute === 'href') { const safe = safeLink(value); if (safe) copy.setAttribute('href', safe); }
    else copy.setAttribute(attribute, value);
  }
  if (/^(ltr|rtl|auto)$/i.test(element.getAttribute('dir') ?? '')) copy.dir = element.getAttribute('dir');
  const classes = (element.getAttribute('class') ?? '').split(/\s+/).map(value => value.replace(/^m-/, '')).filter(value => Classes.has(value));
  if (classes.length) copy.className = classes.join(' ');
  dress(copy, element.getAttribute('data-css'));
  copyChildren(element, copy, budget, depth + 1);
  to.append(copy);
}

/** Through the object model: the page's policy forbids style attributes in markup. */
function dress(copy, text) {
  if (!text || text.length > 4000) return;
  const scratch = document.createElement('i').style;
  scratch.cssText = text;
  for (const property of Styles) {
    const value = scratch.getPropertyValue(property);
    if (value && value.length < 200 && !/url\(|image|var\(|env\(|attr\(|expression/i.test(value)) copy.style.setProperty(property, value);
  }
}

function dressImage(from, copy) {
  const source = from.getAttribute('src') ?? '';
  if (OwnPicture.test(source) || /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i.test(source)) copy.setAttribute('src', source);
  else if (isElsewhere(source)) copy.setAttribute('src', source); // the page's policy keeps it from being fetched; the message keeps it
  else if (/^cid:/i.test(source)) copy.setAttribute('data-cid', source.slice(4, 300));
  else return false;
  const upload = from.getAttribute('data-upload');
  if (upload && /^[0-9a-f-]{36}$/i.test(upload)) copy.dataset.upload = upload;
  return true;
}

function isElsewhere(text) {
  if (text.length > MaxUrl || !/^https?:\/\//i.test(text)) return false;
  const url = URL.parse ? URL.parse(text) : tryUrl(text);
  return url !== null && url.hostname !== location.hostname;
}

function tryUrl(text) {
  try { return new URL(text); } catch { return null; }
}

/** What a link may lead to: the web, mail, telephone. A bare name is taken as a web address. */
export function safeLink(text) {
  const value = text.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim();
  if (!value || value.length > MaxUrl) return null;
  if (/^(https?|mailto|tel|sms|xmpp|ftp):/i.test(value)) return value;
  if (/^#/.test(value)) return value;
  if (/^[a-z][a-z0-9+.-]*:/i.test(value.replace(/\s/g, '')) && !/^[a-z0-9.-]+\.[a-z]{2,}:\d{1,5}(\/|$)/i.test(value)) return null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(value)) return `mailto:${value}`;
  return /^[^\s/]+\.[^\s/]{2,}(?:[/?#].*)?$/.test(value) ? `https://${value}` : null;
}

/** Whether a message shown by the editor has anything in it. */
export const isBlank = element => !element.textContent.trim() && !element.querySelector('img, hr, table');
