import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractErrors, ensureContract } from '@persist/compiler/build';
import { infoFromPackage, openApiForApp } from '@persist/runtime/http';
import type { App } from '../app/find-app.js';
import { Failure } from '../failure.js';
import { withFrame } from '../report/code-frame.js';
import { showsColours } from '../report/paint.js';
import { contractProblems } from './source-problems.js';

/**
 * The OpenAPI document of an app as JSON text, the same for the same sources.
 *
 * @throws {Failure} with every problem of the sources.
 */
export async function openApiText({ root }: App): Promise<string> {
  const { contract } = await ensureContract(root).catch((error: unknown) => {
    if (!(error instanceof ContractErrors)) throw error;
    const problems = contractProblems(error.errors.map(({ diagnostic }) => diagnostic));
    throw Failure.of(
      ...problems.map((problem) => withFrame(problem, { root, colours: showsColours(process.stderr) })),
    );
  });
  const models = contract.models.map((model) => model.name);
  const info = infoFromPackage(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return `${JSON.stringify(openApiForApp(contract, models, info), null, 2)}\n`;
}
