import { cp, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { OtherMachine } from '../packages/other-machine.js';
import type { Instruction } from './parse-dockerfile.js';

/** What an image would be, as a folder: paths of the image are paths below it. */
export interface Image {
  /** Relative to the machine. */
  readonly folder: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  /** Programs that a stage had to install. */
  readonly installed: readonly string[];
}

export interface BuildContext {
  readonly machine: OtherMachine;
  /** The folder to build from, relative to the machine. */
  readonly source: string;
  /** Names of what does not go into a build. */
  readonly ignored: readonly string[];
}

/**
 * Carries out a Dockerfile without Docker: `COPY` and `RUN` as they stand, in a folder for each stage. What needs to be
 * root in the image is taken note of instead.
 */
export async function buildImage(instructions: readonly Instruction[], context: BuildContext): Promise<Image> {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const instruction of instructions) {
    if (instruction.word === 'ARG') continue;
    if (instruction.word === 'FROM') {
      const [, name = 'final'] = / AS (\w+)$/.exec(instruction.rest) ?? [];
      image = { ...empty, folder: `image-${name}` };
      await mkdir(join(context.machine.root, image.folder), { recursive: true });
    } else {
      image = await step(image!, instruction, { ...context, stages });
    }
    stages.set(image.folder, image);
  }
  return image!;
}

const empty: Image = {
  folder: '',
  workdir: '/',
  env: {},
  user: undefined,
  command: [],
  healthcheck: [],
  installed: [],
};

interface StageContext extends BuildContext {
  readonly stages: ReadonlyMap<string, Image>;
}

async function step(image: Image, { word, rest }: Instruction, context: StageContext): Promise<Image> {
  switch (word) {
    case 'WORKDIR':
      await mkdir(pathIn(image, rest, context), { recursive: true });
      return { ...image, workdir: rest };
    case 'COPY':
      await copy(image, rest, context);
      return image;
    case 'RUN':
      return run(image, rest, context);
    case 'ENV':
      return { ...image, env: { ...image.env, ...Object.fromEntries(rest.split(' ').map(pair)) } };
    case 'USER':
      return { ...image, user: rest };
    case 'CMD':
      return { ...image, command: JSON.parse(rest) as string[] };
    case 'HEALTHCHECK':
      return { ...image, healthcheck: JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[] };
    case 'VOLUME':
    case 'EXPOSE':
      return image;
    default:
      throw new Error(`${word} is not carried out by this test`);
  }
}

async function copy(image: Image, rest: string, { machine, source, ignored, stages }: StageContext): Promise<void> {
  const words = rest.split(' ');
  const [, stage] = /^--from=(\w+)$/.exec(words[0]!) ?? [];
  const from = join(machine.root, stage === undefined ? source : stages.get(`image-${stage}`)!.folder);
  const paths = words.slice(stage === undefined ? 0 : 1);
  const target = join(machine.root, image.folder, image.workdir, paths.at(-1)!);
  for (const path of paths.slice(0, -1)) {
    const whole = join(from, path);
    const isFolder = path === '.' || !/\.json$/.test(path);
    await cp(whole, isFolder ? target : join(target, path.split('/').at(-1)!), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (each) => stage !== undefined || !ignored.includes(relative(from, each)),
    });
  }
}

async function run(image: Image, command: string, { machine }: StageContext): Promise<Image> {
  const [, packages] = /apt-get install .*--no-install-recommends (.*)$/.exec(command) ?? [];
  if (packages !== undefined) return { ...image, installed: [...image.installed, ...packages.split(' ')] };
  const [, folder] = /^install -d -o node -g node (\/\w+)$/.exec(command) ?? [];
  if (folder !== undefined) {
    await mkdir(join(machine.root, image.folder, folder), { recursive: true });
    return image;
  }
  // Without a shell, which would drop the variable that says where our packages are: `npm_config_@persist:registry`.
  const [program, ...args] = command.split(' ');
  if (/[&|;<>$"']/.test(command)) throw new Error(`this needs a shell: ${command}`);
  await machine.run(program!, args, join(image.folder, image.workdir));
  return image;
}

function pathIn({ folder }: Image, path: string, { machine }: BuildContext): string {
  return join(machine.root, folder, path);
}

function pair(text: string): readonly [string, string] {
  const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error(`no NAME=value: ${text}`);
  return [name, value];
}
