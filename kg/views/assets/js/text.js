// Interface texts in two languages, and how dates and numbers are written in them.

const TEXTS = JSON.parse(document.getElementById("kg-texts").textContent);
const LANGUAGES = ["fr", "en"];
let language = LANGUAGES[0];

function browserLanguage() {
  for (const wanted of navigator.languages || []) {
    const short = wanted.slice(0, 2).toLowerCase();
    if (TEXTS[short]) return short;
  }
  return Object.keys(TEXTS)[0];
}

function t(name, values = {}) {
  let text = TEXTS[language][name] ?? name;
  for (const [key, value] of Object.entries(values)) text = text.replaceAll(`{${key}}`, String(value));
  return text;
}

// A value of one of the controlled lists in words; unknown values as they are.
function word(list, value) {
  return TEXTS[language][list]?.[value] ?? value;
}

function number(value) {
  return value.toLocaleString(language);
}

const DAY = 86400000;
const formats = new Map();

function format(time, options) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }));
  return formats.get(key).format(new Date(time));
}

function dayText(day) {
  return format(day * DAY, { year: "numeric", month: "short", day: "numeric" });
}

// An EDTF date in words, as precise as it is and no more.
function dateText(edtf) {
  if (!edtf) return "";
  const parts = edtf.split("/");
  if (parts.length === 2) {
    const [from, to] = parts.map((part) => (part === "" || part === ".." ? "" : pointText(part)));
    if (!from) return t("until", { date: to });
    return to ? `${from} – ${to}` : t("since", { date: from });
  }
  return pointText(edtf);
}

function pointText(point) {
  const plain = point.replace(/[~?%]$/, "");
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(plain);
  let text = plain;
  if (match) {
    const [, year, month, day] = match;
    const season = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" }[month];
    if (season) text = `${t(season)} ${year}`;
    else if (day) text = format(Date.UTC(+year, month - 1, +day), { year: "numeric", month: "short", day: "numeric" });
    else if (month) text = format(Date.UTC(+year, month - 1, 1), { year: "numeric", month: "long" });
    else text = year;
  }
  return plain === point ? text : t("about_date", { date: text });
}

// Fills every element that names its text.
function writeTexts(root = document) {
  document.documentElement.lang = language;
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of root.querySelectorAll("[data-title]")) element.title = t(element.dataset.title);
}

// An element with attributes and children; strings become text, never markup.
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function s(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, String(value));
  }
  element.append(...children.flat());
  return element;
}

function say(text) {
  document.getElementById("live").textContent = text;
}
