import type { DevEvent } from './dev-event.js';
import { renderEvent } from './render-event.js';

/** Writes events as they come: JSON lines for programs, paragraphs for people. */
export function eventWriter(json: boolean, stream: NodeJS.WriteStream): (event: DevEvent) => void {
  return (event) => void stream.write(`${json ? JSON.stringify(event) : renderEvent(event, stream)}\n`);
}
