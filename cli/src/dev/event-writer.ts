import { renderEvent } from './render-event.js';
import { devEvents, type SessionEvent } from './session-event.js';

/** Writes events as they come: JSON lines for programs, paragraphs for people. */
export function eventWriter(json: boolean, stream: NodeJS.WriteStream): (event: SessionEvent) => void {
  const linesOf = json
    ? (event: SessionEvent) => devEvents(event).map((each) => JSON.stringify(each))
    : (event: SessionEvent) => renderEvent(event, stream) ?? [];
  return (event) => {
    for (const line of [linesOf(event)].flat()) stream.write(`${line}\n`);
  };
}
