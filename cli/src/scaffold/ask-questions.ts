import { confirm, isCancel, select, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Key } from 'node:readline';
import { Cancelled } from '../cancelled.js';
import { Failure } from '../failure.js';
import { refuseContents } from './app-folder.js';
import { targetOf } from './app-target.js';
import type { PackageManager } from './package-manager.js';
import { nextQuestion, type Choices, type Question, type Surroundings } from './plan-app.js';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Opens the story on the screen, once. */
  readonly begin: () => void;
}

/**
 * Asks for what the command line leaves open.
 *
 * @throws {Cancelled} on Ctrl+C and Escape, or when `signal` says so; the terminal is as it was.
 */
export async function askQuestions(
  choices: Choices,
  surroundings: Surroundings,
  options: AskOptions,
): Promise<Choices> {
  if (choices.name !== undefined) refuseContents(targetOf(choices.name, surroundings.cwd).folder);
  const question = nextQuestion(choices, surroundings);
  if (question === undefined) return choices;
  options.begin();
  const answer = await untilEndOfInput(options.signal, (signal) => ask[question](surroundings, signal));
  return askQuestions({ ...choices, [question]: answer }, surroundings, options);
}

/** Ctrl+D closes the input, and a prompt would wait for it in vain. */
async function untilEndOfInput(
  signal: AbortSignal,
  prompt: (either: AbortSignal) => Promise<Answer>,
): Promise<string | boolean> {
  const ended = new AbortController();
  const onKey = (_text: string | undefined, key: Key) => {
    if (key.ctrl === true && key.name === 'd') ended.abort();
  };
  process.stdin.on('keypress', onKey);
  try {
    const answer = await prompt(AbortSignal.any([signal, ended.signal]));
    if (isCancel(answer)) throw signal.aborted ? signal.reason : new Cancelled('SIGINT');
    return answer;
  } finally {
    process.stdin.off('keypress', onKey);
  }
}

type Answer = string | boolean | typeof CANCEL_SYMBOL;
type Ask = (surroundings: Surroundings, signal: AbortSignal) => Promise<Answer>;

const ask: Readonly<Record<Question, Ask>> = {
  name: ({ cwd }, signal) =>
    text({
      message: 'Name of the app',
      placeholder: suggestedName,
      defaultValue: suggestedName,
      validate: (input) => objectionTo(input || suggestedName, cwd),
      signal,
    }),

  template: ({ templates }, signal) =>
    select({
      message: 'Template',
      options: templates.map(({ name, description }) => ({ value: name, hint: description })),
      showInstructions: false,
      signal,
    }),

  packageManager: ({ installed }, signal) =>
    select<PackageManager>({
      message: 'Package manager',
      options: installed.map((manager) => ({ value: manager })),
      showInstructions: false,
      signal,
    }),

  git: (_surroundings, signal) => confirm({ message: 'Create a git repository?', signal }),
};

const suggestedName = 'my-app';

/** What is wrong with a name, in the words of the command line. */
function objectionTo(input: string, cwd: string): string | undefined {
  try {
    refuseContents(targetOf(input, cwd).folder);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
