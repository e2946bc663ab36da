import { Args, Flags } from '@oclif/core';
import { interruptible } from '../interruptible.js';
import { PersistCommand } from '../persist-command.js';
import { paint } from '../report/paint.js';
import { createApp } from '../scaffold/create-app.js';
import { openDialogue } from '../scaffold/dialogue.js';
import { lookAround } from '../scaffold/look-around.js';
import { nextSteps, type Created } from '../scaffold/next-steps.js';
import { packageManagers } from '../scaffold/package-manager.js';
import { planApp, type AppPlan } from '../scaffold/plan-app.js';
import { readTemplates } from '../scaffold/templates.js';

const templates = readTemplates();

export default class New extends PersistCommand {
  static override readonly summary = 'Create an app in a new folder.';
  static override readonly description =
    'On a terminal it asks for what the command line leaves open. A failure or Ctrl+C leaves nothing ' +
    'behind.\n\n' +
    templates.map(({ name, description }) => `${name}: ${description}`).join('\n');
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> my-ledger --template ledger-core',
    '<%= config.bin %> <%= command.id %> ../my-app --yes --package-manager pnpm --no-git',
  ];
  static override readonly enableJsonFlag = true;
  static override readonly args = {
    name: Args.string({ description: 'Name of the app, or its folder: my-app, @me/my-app, ../my-app, .' }),
  };
  static override readonly flags = {
    template: Flags.option({
      options: templates.map((template) => template.name),
      summary: `What to start from. Default: ${templates[0]?.name}.`,
    })(),
    'package-manager': Flags.option({
      options: packageManagers,
      summary: 'Who installs. Default: the one that runs this command, else npm.',
    })(),
    install: Flags.boolean({
      allowNo: true,
      default: true,
      summary: 'Install the dependencies. Default: yes.',
    }),
    git: Flags.boolean({
      allowNo: true,
      summary: 'Create a git repository with a first commit. Default: yes.',
    }),
    link: Flags.directory({
      helpValue: 'PATH',
      summary: 'Take the packages from a checkout instead of the registry.',
    }),
    pack: Flags.boolean({
      summary: 'Copy the packages of the checkout into the app, which then runs without it.',
    }),
    yes: Flags.boolean({ char: 'y', summary: 'Ask nothing: take the defaults.' }),
    verbose: Flags.boolean({ summary: 'Show what the package manager says, not only where it fails.' }),
  };

  async run(): Promise<Created> {
    const { args, flags } = await this.parse(New);
    const surroundings = lookAround(flags.link, this.config.version);
    const dialogue = await openDialogue({ ...flags, json: this.jsonEnabled() });
    const choices = {
      name: args.name,
      template: flags.template,
      packageManager: flags['package-manager'],
      git: flags.git,
    };
    return interruptible(async (signal) => {
      const completed = await dialogue.complete(choices, surroundings, signal);
      const plan = planApp(completed, flags, surroundings);
      const created = await createApp(plan, { ...dialogue, signal });
      dialogue.progress.end(`Created ${plan.name} from ${plan.template.name}`);
      this.showNextSteps(plan);
      return created;
    });
  }

  private showNextSteps(plan: AppPlan): void {
    for (const { text, command } of nextSteps(plan, { cwd: process.cwd(), env: process.env })) {
      this.log(command === true ? paint('cyan', text, process.stdout) : text);
    }
  }
}
