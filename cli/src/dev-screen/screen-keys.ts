export interface ScreenKey {
  readonly key: string;
  readonly name: string;
  readonly does: string;
}

/** The keys of the screen, in the order they are shown in. */
export const screenKeys = [
  { key: 'r', name: 'restart', does: 'Build and start the app again, though nothing was edited.' },
  { key: 'o', name: 'docs', does: 'Open the API reference of the app in the browser.' },
  { key: 'c', name: 'clear', does: 'Empty the lists of requests, changes and output.' },
  { key: '?', name: 'help', does: 'Show or hide this page.' },
  { key: 'q', name: 'quit', does: 'Finish what is under way and end; Ctrl+C does the same.' },
] as const satisfies readonly ScreenKey[];
