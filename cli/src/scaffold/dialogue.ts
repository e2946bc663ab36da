import type { Choices, Surroundings } from './plan-app.js';
import { LineProgress, noProgress, type Progress } from './progress.js';

/** How `persist new` talks with whoever called it. */
export interface Dialogue {
  /** Completes the choices, where there is somebody to ask. */
  complete(choices: Choices, surroundings: Surroundings, signal: AbortSignal): Promise<Choices>;
  readonly progress: Progress;
  /** Where what the package manager says goes while it runs. */
  readonly onOutput?: (text: string) => void;
}

export interface DialogueWishes {
  readonly json: boolean;
  /** Ask nothing. */
  readonly yes: boolean;
  readonly verbose: boolean;
}

/** Opens the fullest dialogue that the streams of this process and the wishes allow. */
export async function openDialogue(wishes: DialogueWishes): Promise<Dialogue> {
  const { json, verbose } = wishes;
  if (json) return { complete: takeAsTheyAre, progress: noProgress };
  const manner = mannerOf(wishes, process);
  const lines = new LineProgress((line) => process.stderr.write(`${line}\n`));
  const aloud = verbose ? { onOutput: (text: string) => void process.stderr.write(text) } : {};
  if (!manner.asks && !manner.moves) return { complete: takeAsTheyAre, progress: lines, ...aloud };
  const [{ askQuestions }, { SpinnerProgress }] = await Promise.all([
    import('./ask-questions.js'),
    import('./spinner-progress.js'),
  ]);
  const spinner = new SpinnerProgress(process.stdout);
  return {
    complete: manner.asks
      ? (choices, surroundings, signal) =>
          askQuestions(choices, surroundings, { signal, begin: () => spinner.begin() })
      : takeAsTheyAre,
    progress: manner.moves ? spinner : lines,
    ...aloud,
  };
}

export interface Manner {
  readonly asks: boolean;
  /** Whether a line on the screen may be written again and again. */
  readonly moves: boolean;
}

export interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

export function mannerOf({ yes, verbose }: DialogueWishes, { stdin, stdout, env }: Streams): Manner {
  const screen = stdout.isTTY === true && env['TERM'] !== 'dumb' && !isBuildServer(env);
  return { asks: screen && stdin.isTTY === true && !yes, moves: screen && !verbose };
}

/** A build server may well give us a terminal, but nobody sits at it. */
function isBuildServer({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && CI !== '' && CI !== '0' && CI !== 'false';
}

async function takeAsTheyAre(choices: Choices): Promise<Choices> {
  return choices;
}
