import { useInput, useStdout } from 'ink';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { DevScreen, type ScreenSize } from './dev-screen.js';
import type { ScreenStore } from './screen-store.js';

/** What the keys of the screen do that is not done on the screen. */
export interface ScreenActions {
  restart(): void;
  openDocs(): void;
  quit(): void;
}

interface LiveScreenProps {
  readonly store: ScreenStore;
  readonly actions: ScreenActions;
  readonly colours: boolean;
}

/** The screen as its state and its terminal change, with its keys. */
export function LiveScreen({ store, actions, colours }: LiveScreenProps) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const size = useSize();
  useInput((input, { ctrl, escape }) => {
    if (ctrl && input === 'c') actions.quit();
    else if (escape && state.help) store.take({ event: 'help-toggled' });
    // Keys that were pressed in quick succession come as one input.
    else if (!ctrl) for (const key of input) press(key, { store, actions });
  });
  return <DevScreen state={state} size={size} colours={colours} />;
}

function press(key: string, { store, actions }: Omit<LiveScreenProps, 'colours'>): void {
  if (key === 'r') actions.restart();
  else if (key === 'o') actions.openDocs();
  else if (key === 'c') store.take({ event: 'cleared' });
  else if (key === '?') store.take({ event: 'help-toggled' });
  else if (key === 'q') actions.quit();
}

function useSize(): ScreenSize {
  const { stdout } = useStdout();
  const [size, setSize] = useState(() => sizeOf(stdout));
  useEffect(() => {
    const resized = () => setSize(sizeOf(stdout));
    stdout.on('resize', resized);
    return () => void stdout.off('resize', resized);
  }, [stdout]);
  return size;
}

/** A stream that is no terminal has no size. */
function sizeOf({ columns, rows }: Partial<NodeJS.WriteStream>): ScreenSize {
  return { columns: columns ?? 80, rows: rows ?? 24 };
}
