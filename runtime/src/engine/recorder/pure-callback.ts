/**
 * The properties that a callback reads of its first argument, when it is an arrow function that can do
 * nothing else with it: `(account) => account.id === id` cannot keep the account, change it, or tell it from
 * another object. Such a callback may be given the object of the state itself, which spares a stand-in for
 * each element that a search passes over. It is recognised by its text; any other callback gets stand-ins,
 * and the same answers, more slowly.
 */
export function propertiesRead(callback: unknown): readonly string[] | undefined {
  if (typeof callback !== 'function') return undefined;
  const source = Function.prototype.toString.call(callback);
  const known = answers.get(source);
  if (known !== undefined) return known.properties;
  const properties = analyse(source);
  if (answers.size >= REMEMBERED) answers.clear();
  answers.set(source, { properties });
  return properties;
}

// A program has only so many callbacks; one that makes them out of text must not fill memory.
const REMEMBERED = 1_000;
const answers = new Map<string, { readonly properties: readonly string[] | undefined }>();

const name = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const text = `'[^'\\\\\\n]*'|"[^"\\\\\\n]*"`;

/** `a => …`, `(a) => …` or `({ b, c }) => …`, followed by an expression. */
const arrow = new RegExp(
  `^(?:(?<bare>${name})|\\(\\s*(?<single>${name})\\s*\\)` +
    `|\\(\\s*\\{(?<picked>\\s*${name}\\s*(?:,\\s*${name}\\s*)*)\\}\\s*\\))\\s*=>\\s*(?<body>[^\\s{].*)$`,
  'su',
);

const token = new RegExp(
  `\\s*(?:(?<operand>${name}(?:\\??\\.${name})*|\\d+(?:\\.\\d+)?n?|${text})` +
    '|(?<operator>[!=]==?|[<>]=?|&&|\\|\\|)|(?<prefix>[!(])|\\))\\s*',
  'yu',
);

function analyse(source: string): readonly string[] | undefined {
  const { bare, single = bare, picked, body } = arrow.exec(source)?.groups ?? {};
  const operands = body === undefined ? undefined : operandsOf(body);
  if (operands === undefined) return undefined;
  if (picked !== undefined) return picked.split(',').map((each) => each.trim());
  const own = operands.map((each) => each.split(/\??\./)).filter(([head]) => head === single);
  const isUsedWhole = own.some(({ length }) => length === 1);
  return isUsedWhole ? undefined : [...new Set(own.map(([, property]) => property!))];
}

/**
 * The operands of an expression that compares and combines them and does nothing else: no call, no
 * assignment.
 */
function operandsOf(body: string): readonly string[] | undefined {
  const operands: string[] = [];
  let isComplete = false;
  token.lastIndex = 0;
  while (token.lastIndex < body.length) {
    const groups = token.exec(body)?.groups;
    // Two operands in a row are a keyword's (`delete a.b`), a bracket after an operand is a call's.
    if (groups === undefined || isComplete === startsOperand(groups)) return undefined;
    if (groups['operand'] !== undefined) operands.push(groups['operand']);
    isComplete = groups['operator'] === undefined && groups['prefix'] === undefined;
  }
  return operands;
}

function startsOperand({ operand: found, prefix }: Readonly<Record<string, string | undefined>>): boolean {
  return found !== undefined || prefix !== undefined;
}
