// Two spellings of one name become one: accents, case, and the usual ways of writing Cyrillic and Arabic.

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const SOUNDS = [
  [/ou|oo/g, "u"], [/gu(?=[ei])/g, "g"], [/tch|tsch/g, "ch"], [/dj/g, "j"], [/kh/g, "h"], [/ph/g, "f"],
  [/sch|sh/g, "ch"], [/ck|q/g, "k"], [/[yj]/g, "i"], [/w/g, "v"], [/ff?\b/g, "v"], [/ine\b/g, "in"],
  [/e\b/g, ""], [/(.)\1+/g, "$1"],
];

function skeleton(text) {
  let sound = plain(text);
  for (const [pattern, by] of SOUNDS) sound = sound.replace(pattern, by);
  return sound;
}

// How well a name answers a query: 0 not at all, more is better.
function closeness(query, candidate) {
  const wanted = plain(query);
  if (!wanted) return 0;
  if (candidate.plain.startsWith(wanted)) return 5;
  if (candidate.plain.split(" ").some((part) => part.startsWith(wanted))) return 4;
  if (wanted.split(" ").every((part) => candidate.plain.includes(part))) return 3;
  const sound = skeleton(query);
  if (sound.length > 2 && candidate.sound.split(" ").some((part) => part.startsWith(sound))) return 2;
  return sound.length > 2 && sound.split(" ").every((part) => candidate.sound.includes(part)) ? 1 : 0;
}
