import { findApp } from '../app/find-app.js';
import type { Built } from '../build/build-for-production.js';
import { PersistCommand } from '../persist-command.js';
import { renderProblem } from '../report/render-problem.js';

export default class Build extends PersistCommand {
  static override readonly summary = 'Write the app of this folder to dist/, ready for `persist start`.';
  static override readonly description =
    'dist/ holds the bundled sources, their source map and contract.json; packages stay imports, so it runs ' +
    'where the dependencies of package.json are installed. An error leaves the last build as it was.';
  static override readonly examples = ['<%= config.bin %> <%= command.id %>'];
  static override readonly enableJsonFlag = true;

  async run(): Promise<Built> {
    await this.parse(Build);
    const app = findApp(process.cwd());
    const { buildForProduction } = await import('../build/build-for-production.js');
    const built = await buildForProduction(app);
    for (const warning of built.warnings) this.logToStderr(renderProblem(warning, process.stderr, 'warning'));
    for (const file of built.files) this.log(file);
    return built;
  }
}
