// Small builders for the composer's page parts. Text is always set as text.

let numbers = 0;

export const newId = prefix => `${prefix}-${++numbers}`;

export function make(tag, { text, children = [], data = {}, on = {}, ...attributes } = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name === 'className' ? 'class' : name, value === true ? '' : value);
  }
  for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
  for (const [type, handler] of Object.entries(on)) element.addEventListener(type, handler);
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

export function icon(name, look = '') {
  const sprite = document.getElementById('composer-template')?.dataset.icons ?? '/img/icons.svg';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `icon ${look}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

export const iconButton = (name, label, click, look = '') =>
  make('button', { type: 'button', className: `icon-btn ${look}`.trim(), 'aria-label': label, title: label, children: [icon(name)], on: { click } });

/** The same initials and colour as the list draws (Avatar.cs). */
export function avatar(person, look = '') {
  return make('span', { className: `avatar ${hue(person)} ${look}`.trim(), 'aria-hidden': 'true', text: initials(person) });
}

function hue(person) {
  let hash = 2166136261;
  for (const unit of person.address || person.name || '') hash = Math.imul(hash ^ unit.toLowerCase().charCodeAt(0), 16777619) >>> 0;
  return `h-${((hash >>> 8) % 24) * 15}`;
}

function initials(person) {
  const words = (person.name || person.address || '').split(/[ .\-_@,"']+/).filter(part => /^[\p{L}\p{N}]/u.test(part));
  if (!words.length) return '?';
  const first = text => [...text][0].toUpperCase();
  return words.length === 1 || !person.name ? first(words[0]) : first(words[0]) + first(words.at(-1));
}

/** Announces without moving anything: for screen readers. */
export function announce(root, text) {
  const region = root.querySelector('[data-part="announce"]');
  if (region) region.textContent = text;
}
