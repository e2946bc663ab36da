import { confirm, isCancel, select, text } from '@clack/prompts';
import { Cancelled } from '../cancelled.js';
import { Failure } from '../failure.js';
import { refuseContents } from './app-folder.js';
import { targetOf } from './app-target.js';
import type { PackageManager } from './package-manager.js';
import { nextQuestion, type Choices, type Question, type Surroundings } from './plan-app.js';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Opens the story on the screen. */
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
  { signal, begin }: AskOptions,
): Promise<Choices> {
  if (choices.name !== undefined) refuseContents(targetOf(choices.name, surroundings.cwd).folder);
  let known = choices;
  let question = nextQuestion(known, surroundings);
  if (question !== undefined) begin();
  while (question !== undefined) {
    const answer = await ask[question](surroundings, signal);
    if (isCancel(answer)) throw signal.aborted ? signal.reason : new Cancelled('SIGINT');
    known = { ...known, [question]: answer };
    question = nextQuestion(known, surroundings);
  }
  return known;
}

type Ask = (surroundings: Surroundings, signal: AbortSignal) => Promise<string | boolean | symbol>;

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
