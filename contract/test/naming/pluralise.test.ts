import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pluralise } from '../../src/index.js';

const regular = {
  book: 'books',
  account: 'accounts',
  day: 'days',
  key: 'keys',
  todo: 'todos',
  photo: 'photos',
  video: 'videos',
  house: 'houses',
  cafe: 'cafes',
  category: 'categories',
  entry: 'entries',
  query: 'queries',
  soliloquy: 'soliloquies',
  box: 'boxes',
  tax: 'taxes',
  index: 'indexes',
  status: 'statuses',
  bonus: 'bonuses',
  campus: 'campuses',
  virus: 'viruses',
  address: 'addresses',
  process: 'processes',
  batch: 'batches',
  dish: 'dishes',
  quiz: 'quizzes',
  waltz: 'waltzes',
  alias: 'aliases',
  canvas: 'canvases',
  lens: 'lenses',
  gas: 'gases',
  chief: 'chiefs',
  roof: 'roofs',
  brief: 'briefs',
  epoch: 'epochs',
  lesson2: 'lesson2s',
  course: 'courses',
  database: 'databases',
  horse: 'horses',
  lease: 'leases',
  axe: 'axes',
  tuple: 'tuples',
  menu: 'menus',
  schema: 'schemas',
  hero: 'heroes',
  potato: 'potatoes',
};

const irregular = {
  person: 'people',
  salesperson: 'salespeople',
  child: 'children',
  grandchild: 'grandchildren',
  man: 'men',
  woman: 'women',
  workman: 'workmen',
  human: 'humans',
  german: 'germans',
  mouse: 'mice',
  goose: 'geese',
  mongoose: 'mongooses',
  foot: 'feet',
  tooth: 'teeth',
  ox: 'oxen',
  die: 'dice',
  leaf: 'leaves',
  shelf: 'shelves',
  bookshelf: 'bookshelves',
  knife: 'knives',
  life: 'lives',
  wolf: 'wolves',
  half: 'halves',
  analysis: 'analyses',
  basis: 'bases',
  crisis: 'crises',
  axis: 'axes',
  criterion: 'criteria',
  datum: 'data',
  medium: 'media',
  matrix: 'matrices',
  vertex: 'vertices',
  appendix: 'appendices',
  corpus: 'corpora',
  alumnus: 'alumni',
  radius: 'radii',
  stimulus: 'stimuli',
  curriculum: 'curricula',
};

const unchanging = [
  'series',
  'species',
  'news',
  'data',
  'metadata',
  'media',
  'equipment',
  'sheep',
  'fish',
  'aircraft',
  'software',
  'information',
];

for (const [singular, plural] of Object.entries({ ...regular, ...irregular })) {
  test(`the plural of ${singular} is ${plural}, whose plural is itself`, () => {
    assert.equal(pluralise(singular), plural);
    assert.equal(pluralise(plural), plural);
  });
}

for (const word of unchanging) {
  test(`${word} has no plural of its own`, () => {
    assert.equal(pluralise(word), word);
  });
}
