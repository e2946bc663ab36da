/**
 * The plural of a lower-case English noun; a word that already is a plural stays.
 *
 * Names of routes and tables come from here: a changed rule renames them in every app that relied on it.
 */
export function pluralise(word: string): string {
  if (word === '' || unchanging.test(word) || plurals.test(word)) return word;
  for (const [ending, plural] of rules) {
    if (ending.test(word)) return word.replace(ending, plural);
  }
  return `${word}s`;
}

const unchanging = wordsOrEndings(
  `advice chassis clothes data debris diabetes feedback information kudos moose news rice scissors series
  species staff swine`,
  `aircraft deer equipment evidence fish furniture hardware knowledge luggage means media metadata money
  research sheep software spacecraft traffic`,
);

/** Plurals that the rules below would take for a singular. */
const plurals = wordsOrEndings(
  `alumni bacteria corpora curricula dice emus geese genera gnus gurus lice loci men menus nuclei oxen
  phenomena radii stimuli strata taxis thesauri`,
  `people children women salesmen workmen feet teeth mice criteria memoranda`,
);

/** First match wins, so exceptions stand above the rule they break. */
const rules: readonly (readonly [ending: RegExp, plural: string])[] = [
  // Irregular stems, compounds included: salesperson, grandchild, dormouse.
  [/person$/, 'people'],
  [/child$/, 'children'],
  [/^(german|human|ottoman|roman|shaman|talisman)$/, '$1s'],
  [/man$/, 'men'],
  [/foot$/, 'feet'],
  [/tooth$/, 'teeth'],
  [/mouse$/, 'mice'],
  [/^louse$/, 'lice'],
  [/^goose$/, 'geese'],
  [/^ox$/, 'oxen'],
  [/^die$/, 'dice'],

  // Latin and Greek, where the foreign plural is the usual one.
  [/^(criteri|phenomen)on$/, '$1a'],
  [/^(bacteri|curricul|memorand|strat)um$/, '$1a'],
  [/^datum$/, 'data'],
  [/^medium$/, 'media'],
  [/^(alumn|loc|nucle|radi|stimul|thesaur)us$/, '$1i'],
  [/^corpus$/, 'corpora'],
  [/^genus$/, 'genera'],
  [/^(matr|append)ix$/, '$1ices'],
  [/^vertex$/, 'vertices'],
  [/sis$/, 'ses'],
  [/axis$/, 'axes'],

  // -f and -fe: only these change; chief, roof and safe do not.
  [/(kni|li|wi)fe$/, '$1ves'],
  [/(cal|el|hal|lea|loa|scar|shea|thie|wol)f$/, '$1ves'],

  // -o: only these take -es; photo, todo and video do not.
  [/(cargo|echo|embargo|hero|potato|tomato|torpedo|veto)$/, '$1es'],

  [/(alias|atlas|bias|canvas|cosmos|gas|iris|lens|pancreas|rhinoceros|trellis)$/, '$1es'],
  [/^(quiz|whiz)$/, '$1zes'],
  [/(epoch|monarch|patriarch|stomach|tech)$/, '$1s'],
  [/(us|ss|x|z|ch|sh)$/, '$1es'],
  [/([^aeiou]|qu)y$/, '$1ies'],

  // Whatever else ends in -s is a plural.
  [/s$/, 's'],
];

function wordsOrEndings(words: string, endings: string): RegExp {
  const either = (list: string): string => list.split(/\s+/).join('|');
  return new RegExp(`^(?:${either(words)})$|(?:${either(endings)})$`);
}
