import { Args, Flags } from '@oclif/core';
import { resolve } from 'node:path';
import { PersistCommand } from '../persist-command.js';
import { checkName, folderOf } from '../scaffold/check-name.js';
import { findCheckout } from '../scaffold/checkout.js';
import { createApp } from '../scaffold/create-app.js';
import { nextSteps, type Created } from '../scaffold/next-steps.js';
import { packageManagers } from '../scaffold/package-manager.js';
import { templates } from '../scaffold/templates.js';

export default class New extends PersistCommand {
  static override readonly summary = 'Create an app in a new folder.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> my-app',
    '<%= config.bin %> <%= command.id %> my-ledger --template ledger-core',
  ];
  static override readonly enableJsonFlag = true;
  static override readonly args = {
    name: Args.string({ required: true, description: 'Name of the package; the folder is called the same.' }),
  };
  static override readonly flags = {
    template: Flags.option({
      options: templates,
      default: 'minimal' as const,
      summary: 'What to start from.',
    })(),
    'package-manager': Flags.option({
      options: packageManagers,
      default: 'npm' as const,
      summary: 'Who installs.',
    })(),
    install: Flags.boolean({ allowNo: true, default: true, summary: 'Install the dependencies.' }),
    link: Flags.directory({
      helpValue: 'PATH',
      summary: 'Take the packages from a checkout instead of the registry.',
    }),
  };

  async run(): Promise<Created> {
    const { args, flags } = await this.parse(New);
    checkName(args.name);
    const folder = resolve(folderOf(args.name));
    const checkout = findCheckout(flags.link);
    const manager = flags['package-manager'];
    const plan = {
      name: args.name,
      template: flags.template,
      manager,
      checkout,
      version: this.config.version,
    };
    await createApp(plan, { folder, install: flags.install });

    const created: Created = {
      name: args.name,
      folder,
      template: flags.template,
      packageManager: manager,
      installed: flags.install,
      linkedTo: checkout ?? null,
    };
    for (const line of nextSteps(created, folderOf(args.name))) this.log(line);
    return created;
  }
}
