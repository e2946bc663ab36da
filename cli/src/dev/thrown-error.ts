/** An error in a form that crosses processes. */
export interface ThrownError {
  readonly message: string;
  readonly stack: string;
  /** Of system errors, such as `EADDRINUSE`, and of the toolkit's own. */
  readonly code?: string;
  readonly hint?: string;
}

export function thrownError(error: unknown): ThrownError {
  if (!(error instanceof Error)) return { message: String(error), stack: '' };
  const { code, hint } = error as Error & { code?: unknown; hint?: unknown };
  return {
    message: typeof hint === 'string' ? withoutEnd(error.message, hint) : error.message,
    stack: error.stack ?? '',
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof hint === 'string' ? { hint } : {}),
  };
}

/** The toolkit's own errors end in their hint; here it stands by itself. */
function withoutEnd(message: string, hint: string): string {
  return message.endsWith(hint) ? message.slice(0, -hint.length).trimEnd() : message;
}
