import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { scratchFolder } from '../loader/scratch-folder.js';

/** A persist app with one model, and with the packages of this checkout. */
export function scratchApp(t: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const root = scratchFolder(t, { ...noteApp, ...files });
  for (const scope of ['@persist', '@types']) {
    symlinkSync(join(import.meta.dirname, '../../../node_modules', scope), join(root, 'node_modules', scope));
  }
  return root;
}

export const noteApp = {
  'package.json': '{ "name": "notes", "type": "module", "dependencies": { "@persist/runtime": "*" } }',
  'tsconfig.json': '{ "extends": "./base.json", "include": ["src"] }',
  'base.json': `{
    "compilerOptions": {
      "target": "ES2022",
      "lib": ["ES2023", "ESNext.Decorators"],
      "module": "NodeNext",
      "types": ["node"],
      "strict": true,
      "skipLibCheck": true
    }
  }`,
  'shared/text.ts': 'export type Text = string;',
  'src/model.ts': `
    import { command, model } from '@persist/runtime';
    import type { Text } from '../shared/text.js';

    @model
    export class Note {
      text: Text;
      constructor(text: Text) { this.text = text; }
      @command rewrite(text: Text): void { this.text = text; }
    }
  `,
};

/** `src/model.ts` with a field that no contract can hold, in line 7, column 9. */
export const brokenModel = `
    import { model } from '@persist/runtime';

    @model
    export class Note {
        text = '';
        onChange: () => void = () => {};
    }
`;
