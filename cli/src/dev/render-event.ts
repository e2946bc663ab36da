import { assertNever } from '@persist/contract';
import { paint } from '../report/paint.js';
import { renderProblem } from '../report/render-problem.js';
import type { ContractChangedEvent, DevEvent, ErrorEvent, ReadyEvent } from './dev-event.js';

/** An event as lines for people. */
export function renderEvent(event: DevEvent, stream: NodeJS.WriteStream): string {
  const label = (style: 'green' | 'yellow' | 'red' | 'dim', text: string) =>
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
    case 'warning':
      return renderProblem(event, stream, 'warning');
    case 'error':
      return error(event, stream);
    case 'stopped':
      return `${label('dim', 'stopped')}`;
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

function error(event: ErrorEvent, stream: NodeJS.WriteStream): string {
  const rest = event.serving
    ? 'The last good version is still served.'
    : 'Nothing is served until this is mended.';
  return `${renderProblem(event, stream)}\n${paint('dim', rest, stream)}`;
}
