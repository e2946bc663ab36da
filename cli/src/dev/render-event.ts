import { assertNever } from '@persist/contract';
import { paint } from '../report/paint.js';
import { renderProblem } from '../report/render-problem.js';
import type { ContractChangedEvent, ReadyEvent, SchemaChangedEvent } from './dev-event.js';
import { schemaChangeText } from './schema-change-text.js';
import type { RefusedEvent, SessionEvent } from './session-event.js';

/** An event as lines for people; `undefined` for what would drown the rest. */
export function renderEvent(event: SessionEvent, stream: NodeJS.WriteStream): string | undefined {
  const label = (style: 'green' | 'yellow' | 'red' | 'cyan' | 'dim', text: string) =>
    paint([style, 'bold'], text.padEnd(10), stream);
  switch (event.event) {
    case 'ready':
      return ready(event, label('green', 'ready'));
    case 'reloaded':
      return `${label('green', 'reloaded')} in ${event.ms} ms`;
    case 'contract-changed':
      return contractChanged(event, {
        breaking: label('red', 'breaking'),
        compatible: label('yellow', 'compatible'),
      });
    case 'schema-changed':
      return schemaChanged(event, label('cyan', 'database'));
    case 'warning':
      return renderProblem(event, stream, 'warning');
    case 'refused':
      return refused(event, stream);
    case 'stopped':
      return label('dim', 'stopped');
    case 'request':
    case 'building':
    case 'serving':
    case 'output':
      return undefined;
    default:
      return assertNever(event);
  }
}

function ready({ url, models, ms }: ReadyEvent, label: string): string {
  const indent = ' '.repeat(10);
  return [`${label} ${url} in ${ms} ms`, ...models.map((model) => `${indent} ${url}/api/${model}`)].join(
    '\n',
  );
}

function contractChanged(
  { changes }: ContractChangedEvent,
  labels: { breaking: string; compatible: string },
): string {
  return changes.map(({ impact, path, message }) => `${labels[impact]} ${path} ${message}`).join('\n');
}

function schemaChanged({ changes }: SchemaChangedEvent, label: string): string {
  return changes.map((change) => `${label} ${schemaChangeText(change)}`).join('\n');
}

function refused({ problems, ...event }: RefusedEvent, stream: NodeJS.WriteStream): string {
  const texts = problems.map((problem) => renderProblem(problem, stream));
  return [...texts, paint('dim', servingText(event), stream)].join('\n');
}

/** What is left of a version that was not taken. */
export function servingText({ serving }: Pick<RefusedEvent, 'serving'>): string {
  return serving ? 'The last good version is still served.' : 'Nothing is served until this is mended.';
}
