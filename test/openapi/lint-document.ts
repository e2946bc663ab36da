import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

/** Rules about facts that only the makers of a service know: they come from `license` and `author` of package.json. */
export const rulesOfMakers = ['info-license', 'info-contact'] as const;

/** What Redocly's and Spectral's recommended rules find in a document: `rule: message at place`. */
export async function lintDocument(document: object, without: readonly string[] = []): Promise<readonly string[]> {
  const found = [...(await redocly(document)), ...(await spectral(document))];
  return found.filter((problem) => !without.some((rule) => problem.startsWith(`${rule}:`)));
}

async function redocly(document: object): Promise<readonly string[]> {
  // `strict` is recommended with every warning made an error.
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer ?? ''}`);
}

async function spectral(document: object): Promise<readonly string[]> {
  const linter = new spectralCore.Spectral();
  // Its two packages disagree about one optional property.
  linter.setRuleset({ extends: [[rulesets.oas as unknown as RulesetDefinition, 'recommended']] });
  const problems = await linter.run(document as Record<string, unknown>);
  return problems.map(({ code, message, path }) => `${code}: ${message} at ${path.join('/')}`);
}
