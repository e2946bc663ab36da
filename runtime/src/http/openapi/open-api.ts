import { findModel, type Contract, type ModelNode } from '@persist/contract';
import { DocumentVocabulary } from './document-vocabulary.js';
import type { Info, OpenApiDocument, SecurityScheme } from './document.js';
import { modelPaths } from './model-paths.js';
import type { PackageInfo } from './package-info.js';
import { sharedHeaders, sharedParameters } from './shared-parts.js';
import { withoutUnused } from './without-unused.js';

/** What the documents say about the service. Title defaults to `API`, version (not that of OpenAPI) to `0.0.0`. */
export interface DocumentInfo extends PackageInfo {
  /** What the paths start with. Default `/api`. */
  readonly basePath?: string;
  /** How callers show who they are to `identify`, by name; any one of them will do. Default: not said. */
  readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>;
}

/** The OpenAPI 3.1 document of one model. @throws {TypeError} where the contract has no such model. */
export function openApiForModel(contract: Contract, model: string, info: DocumentInfo = {}): OpenApiDocument {
  return openApiForApp(contract, [model], info);
}

/** The OpenAPI 3.1 document of an app that serves `models`. @throws {TypeError} where one is unknown. */
export function openApiForApp(
  contract: Contract,
  models: readonly string[],
  { basePath = '/api', securitySchemes = {}, ...info }: DocumentInfo = {},
): OpenApiDocument {
  const nodes = models.map((name) => modelNode(contract, name));
  const vocabulary = new DocumentVocabulary(nodes, contract.errors);
  const paths = Object.fromEntries(
    nodes.flatMap((model) => Object.entries(modelPaths(vocabulary.of(model), basePath))),
  );
  const { schemas, responses } = vocabulary;
  return withoutUnused({
    openapi: '3.1.1',
    info: infoOf(info, nodes),
    servers: [{ url: '/' }],
    security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
    tags: nodes.map(({ name, className, description }) => ({ name, description: description ?? `Records of ${className}.` })),
    paths,
    components: { schemas, responses, parameters: sharedParameters, headers: sharedHeaders, securitySchemes },
  });
}

function infoOf(
  { title = 'API', version = '0.0.0', description, license, contact }: PackageInfo,
  models: readonly ModelNode[],
): Info {
  return {
    title,
    version,
    description: description ?? `Serves ${models.map(({ name }) => name).join(', ') || 'nothing yet'}.`,
    ...(license !== undefined && { license }),
    ...(contact !== undefined && { contact }),
  };
}

function modelNode(contract: Contract, name: string): ModelNode {
  const model = findModel(contract, name);
  if (model !== undefined) return model;
  const known = contract.models.map((each) => each.name).join(', ') || 'none';
  throw new TypeError(`the contract has no model ${name}; it has ${known}.`);
}
