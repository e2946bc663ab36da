import { Flags } from '@oclif/core';
import { findApp } from '../app/find-app.js';
import type { Built } from '../build/build-for-production.js';
import { PersistCommand } from '../persist-command.js';
import { renderProblem } from '../report/render-problem.js';

export default class Build extends PersistCommand {
  static override readonly summary = 'Write the app of this folder to dist/, ready for `persist start`.';
  static override readonly description =
    'dist/ holds the sources as JavaScript, source maps and contract.json; packages stay imports, so it runs ' +
    'where the dependencies of package.json are installed, with `persist start` or `node dist/main.js`. An error ' +
    'leaves the last build as it was.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --no-bundle',
  ];
  static override readonly enableJsonFlag = true;
  static override readonly flags = {
    bundle: Flags.boolean({
      allowNo: true,
      default: true,
      summary: 'One file of all sources; --no-bundle keeps each a file of its own.',
    }),
  };

  async run(): Promise<Built> {
    const { flags } = await this.parse(Build);
    const app = findApp(process.cwd());
    const [{ buildForProduction }, { renderBuilt }] = await Promise.all([
      import('../build/build-for-production.js'),
      import('../build/render-built.js'),
    ]);
    const built = await buildForProduction(app, flags);
    for (const warning of built.warnings) this.logToStderr(renderProblem(warning, process.stderr, 'warning'));
    this.log(renderBuilt(built, process.stdout));
    return built;
  }
}
