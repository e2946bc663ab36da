import { test } from 'node:test';
import { assertRefused, testRefusal } from './scratch-app.js';

testRefusal(
  'an overloaded command is refused',
  `@model export class A {
     set(value: string): void;
     set(value: number): void;
     @command ▸set(value: string | number): void { console.log(value); }
   }`,
  {
    code: 'method_overloaded',
    message: 'A.set: an overloaded method has no single input.',
    hint: 'Write one signature with optional parameters or a union, or one method for each.',
  },
);

testRefusal(
  'an overloaded constructor is refused',
  `@model export class A {
     constructor(value: string);
     constructor(value: number);
     ▸constructor(value: string | number) { console.log(value); }
   }`,
  {
    code: 'method_overloaded',
    message: 'A.constructor: an overloaded method has no single input.',
    hint: 'Write one signature with optional parameters or a union, or one method for each.',
  },
);

testRefusal(
  'a generic command is refused',
  '@model export class A { @command ▸set<T>(value: T): T { return value; } }',
  {
    code: 'method_generic',
    message: 'A.set: a method with type parameters has no single input or result.',
    hint: 'Write the concrete types.',
  },
);

testRefusal('a `this` parameter is refused', '@model export class A { @command run(▸this: A) {} }', {
  code: 'this_parameter',
  message: 'A.run: a `this` parameter cannot be part of a payload.',
  hint: 'Remove it: the method always runs on its own record.',
});

testRefusal(
  'a rest parameter is refused',
  '@model export class A { @command add(▸...items: string[]) { console.log(items); } }'.replace(
    '▸...items',
    '...▸items',
  ),
  {
    code: 'rest_parameter',
    message: 'A.add(items): a rest parameter cannot be bound by name.',
    hint: 'Take an array: `items: string[]` instead of `...items: string[]`.',
  },
);

testRefusal(
  'a destructured parameter among several is refused',
  '@model export class A { @command add(▸{ x }: { x: number }, y: number) { return x + y; } }',
  {
    code: 'destructured_parameter',
    message:
      'A.add: a destructured parameter has no name to bind to, and only a single object parameter is the payload itself.',
    hint: 'Give the parameter a name, or take everything in one object.',
  },
);

testRefusal(
  'a destructured array is refused',
  '@model export class A { @command add(▸[x, y]: [number, number]) { return x + y; } }',
  {
    code: 'destructured_parameter',
    message:
      'A.add: a destructured parameter has no name to bind to, and only a single object parameter is the payload itself.',
    hint: 'Give the parameter a name, or take everything in one object.',
  },
);

testRefusal(
  'a context that is not the last parameter is refused',
  '@model export class A { @command add(▸ctx: CommandContext, x: number) { return ctx.version + x; } }',
  {
    code: 'context_not_last',
    message: 'A.add(ctx): the command context is injected as the last parameter, and another follows it.',
    hint: 'Move it to the end.',
  },
);

for (const mark of ['query', 'view']) {
  testRefusal(
    `a context in a ${mark} is refused`,
    `@model export class A { @${mark} ▸read(ctx: CommandContext) { return ctx.version; } }`,
    {
      code: 'context_not_injected',
      message: 'A.read: only commands and constructors get a command context.',
      hint: 'Remove the parameter; pass what a reader needs (such as a date) as an argument.',
    },
  );
}

for (const [type, shown] of [
  ['{ from: string }', '{ from: string; }'],
  ['string[][]', 'string[][]'],
  ['Map<string, string>', 'Map<string, string>'],
  ['string | number', 'string | number'],
  ['string | null', 'string | null'],
  ['Json', 'Json'],
] as const) {
  testRefusal(
    `${type} is refused in a query string`,
    `@model export class A { @query find(▸by: ${type}) { return [by].length; } }`,
    {
      code: 'query_argument',
      message: `A.find(by): ${shown} cannot be written in a query string, which holds scalars and arrays of scalars.`,
      hint: "Take it in the body: `@query({ input: 'body' })`; or take its parts as parameters.",
    },
  );
}

testRefusal(
  'an object is refused as an optional argument of a view',
  '@model export class A { @view top(▸by?: { from: string }) { return [by].length; } }',
  {
    code: 'query_argument',
    message:
      'A.top(by): { from: string; } | undefined cannot be written in a query string, which holds scalars and arrays of scalars.',
    hint: "Take it in the body: `@query({ input: 'body' })`; or take its parts as parameters.",
  },
);

testRefusal(
  'a required argument of a view is refused',
  '@model export class A { @view top(▸count: number) { return count; } }',
  {
    code: 'view_argument_required',
    message: 'A.top(count): a view is read without arguments, and this one is required.',
    hint: "Make it optional, use @query, or take one object in the body: `@view({ input: 'body' })`.",
  },
);

for (const member of [
  "@view({ input: 'body' }) ▸top(count: number) { return count; }",
  "@view({ input: 'body' }) get ▸top() { return 1; }",
]) {
  testRefusal(
    `a view with a body needs one object: ${member.replace('▸', '')}`,
    `@model export class A { ${member} }`,
    {
      code: 'view_body_input',
      message: "A.top: a view with `input: 'body'` is a method with one object parameter.",
      hint: 'Take everything in one object, or remove the option.',
    },
  );
}

testRefusal(
  'an invariant with parameters is refused',
  '@model export class A { @invariant ▸check(x = 1) { if (x > 1) throw new Error(); } }',
  {
    code: 'invariant_parameters',
    message: 'A.check: an invariant is called without arguments.',
    hint: 'Read what it needs from `this`.',
  },
);

testRefusal('an async invariant is refused', '@model export class A { @invariant async ▸check() {} }', {
  code: 'invariant_async',
  message: 'A.check: an invariant runs inside the commit and cannot wait.',
  hint: 'Check the state only, without `async`; do what waits in the command.',
});

testRefusal(
  'an invariant that returns something is refused',
  '@model export class A { @invariant ▸check() { return true; } }',
  {
    code: 'invariant_result',
    message:
      'A.check: an invariant returns nothing, and this one returns boolean, which nobody would look at.',
    hint: 'Throw an error where the rule is broken.',
  },
);

testRefusal(
  'a result that may be undefined is refused',
  '@model export class A { items: string[] = []; @query first(): ▸string | undefined { return this.items[0]; } }',
  {
    code: 'undefined_result',
    message:
      'A.first: it returns string | undefined, and JSON has no undefined: no value would read like no result.',
    hint: 'Return null for "nothing there", and declare `| null`.',
  },
);

testRefusal(
  'a result that may be void is refused',
  '@model export class A { @command async run(): ▸Promise<number | void> {} }',
  {
    code: 'undefined_result',
    message:
      'A.run: it returns number | void, and JSON has no undefined: no value would read like no result.',
    hint: 'Return null for "nothing there", and declare `| null`.',
  },
);

testRefusal(
  '@throws of an unknown class is refused',
  `@model export class A {
     /** ▸@throws {Missing} sometimes */
     @command run() {}
   }`,
  {
    code: 'throws_unknown',
    message: 'A.run: @throws {Missing} names no class in scope.',
    hint: 'Import the class, or correct the name.',
  },
);

for (const [title, body, call] of [
  ['a field', '▸this.due.setHours(1)', 'this.due.setHours'],
  ['a field of an element', '▸this.items[0]!.at.setTime(1)', 'this.items[0]!.at.setTime'],
  [
    'a found element',
    'const item = this.items.find(({ name }) => name === "x"); ▸item?.at.setDate(1)',
    'item?.at.setDate',
  ],
  ['a loop variable', 'for (const item of this.items) ▸item.at.setDate(1)', 'item.at.setDate'],
  ['a callback parameter', 'this.items.forEach((item) => ▸item.at.setDate(1))', 'item.at.setDate'],
  ['a destructured field', 'const { due } = this; ▸due.setUTCDate(1)', 'due.setUTCDate'],
  ['a Map value', "▸this.byName.get('x')!.setTime(1)", "this.byName.get('x')!.setTime"],
] as const) {
  testRefusal(
    `changing a stored Date in place is refused: ${title}`,
    `@model export class A {
       due = new Date(0);
       items: { name: string; at: Date }[] = [];
       byName = new Map<string, Date>();
       @command run() { ${body}; }
     }`,
    {
      code: 'date_mutation',
      message: `A.run: ${call}() changes a stored Date in place, which no change set records.`,
      hint: 'Assign a new one: `this.due = new Date(…)`.',
    },
  );
}

test('a Date that is not stored may be changed in place', () => {
  assertRefused(
    `
    @model export class A {
      due = new Date(0);
      @command run(at: Date) {
        const next = new Date(this.due);
        next.setDate(1);
        at.setHours(1);
        this.copy().setHours(2);
        this.due = ▸Date.length > 9 ? next : new Date();
      }
      private copy() { return new Date(this.due); }
    }`
      .replace('▸', '')
      .replace('new Date();', '▸new Date();'),
    {
      severity: 'warning',
      code: 'clock_in_command',
      message:
        'A.run: new Date() gives another value when the command is run again, so its history could not be reproduced.',
      hint: 'Take `ctx: CommandContext` as last parameter: `ctx.now` and `ctx.uuid()`.',
    },
  );
});

for (const [call, source] of [
  ['Date.now()', '@model export class A { @command run() { return ▸Date.now(); } }'],
  [
    'Math.random()',
    '@model export class A { @command run() { return this.pick(); } private pick() { return ▸Math.random(); } }',
  ],
  [
    'crypto.randomUUID()',
    'function key() { return ▸crypto.randomUUID(); } @model export class A { @command run() { return key(); } }',
  ],
] as const) {
  test(`${call} in a command is a warning`, () => {
    assertRefused(source, {
      severity: 'warning',
      code: 'clock_in_command',
      message: `A.run: ${call} gives another value when the command is run again, so its history could not be reproduced.`,
      hint: 'Take `ctx: CommandContext` as last parameter: `ctx.now` and `ctx.uuid()`.',
    });
  });
}

test('the clock in a constructor or initialiser is a warning', () => {
  assertRefused('@model export class A { at = ▸new Date(); }', {
    severity: 'warning',
    code: 'clock_in_command',
    message:
      'A.constructor: new Date() gives another value when the command is run again, so its history could not be reproduced.',
    hint: 'Take `ctx: CommandContext` as last parameter: `ctx.now` and `ctx.uuid()`.',
  });
});
